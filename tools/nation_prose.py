"""People and sentences as real files have them, for a synthetic nation whose letters are made ready for the public.

How many surnames and forenames are also words, places or months follows lists of frequent British names: about a third
of the people here have one. Sentences have such words, months, places, pages and groups as often as published letters
do, and one in forty names somebody. All of it is invented.
"""

from collections.abc import Callable

SURNAMES = (
    "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Robinson", "Wright",
    "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall", "Wood", "Jackson", "Clarke", "Hussain", "Khan",
    "Harrison", "Turner", "Hughes", "Begum", "Cooper", "King", "Ali", "Bennett", "Young", "Mitchell", "Ward", "Shah",
    "Murphy", "O'Brien", "Singh", "Kaur", "Ahmed", "Adeyemi", "Okafor", "Nowak", "Kowalska", "Mensah", "Osei", "Chen",
    "Li", "Nguyen", "Fernandes", "de Souza", "al-Rashid", "McAllister", "Llewellyn", "Achebe-Marsh", "Vasquez-Lowe",
    "Hill", "Cook", "Bell", "Baker", "Price", "Marsh", "Page", "May", "Grant", "Rose", "Stone", "Bradford", "Lincoln",
    "Griffiths", "Pritchard", "Chowdhury", "Rahman", "Ivanova", "Petrov", "Fitzgerald", "Cavanagh", "Whitworth",
    "Ashworth", "Braithwaite", "Hargreaves", "Sutcliffe", "Greenhalgh", "Entwistle", "Pemberton", "Penhaligon",
    "Trelawney", "Boateng", "Quartey", "Warsame", "Yilmaz", "Papadopoulos", "Rossi", "Schneider", "Dubois", "Novak",
)  # fmt: skip
FORENAMES = (
    "Sarah", "David", "Helen", "Mark", "Karen", "Paul", "Joanne", "Andrew", "Nicola", "Stephen", "Fatima", "Imran",
    "Priya", "Sanjay", "Grace", "Olu", "Ngozi", "Agnieszka", "Piotr", "Rhian", "Gareth", "Siobhan", "Declan", "Fiona",
    "Alasdair", "Hannah", "Jack", "Emily", "Will", "Rose", "Mohammed", "Aisha", "Harpreet", "Mei", "Hodan", "Joy",
    "Frank", "Dawn", "Catherine", "Jonathan", "Rebecca", "Simon", "Deborah", "Matthew", "Claire", "Richard", "Yusuf",
)  # fmt: skip
POSTS = (
    ("prevent-lead", "Prevent Lead"),
    ("board-chair", "Chair of the Prevent Board"),
    ("channel-chair", "Chair of the Channel Panel"),
    ("corporate-director", "Corporate Director for Communities"),
    ("education-lead", "Lead Officer for Education Safeguarding"),
    ("chief-executive", "Chief Executive"),
)
USUAL = (
    "The Board met in May and September 2024, and partners attended well.",
    "Children and Young People Services bring cases to it.",
    "The risk assessment was renewed in May 2025.",
    "Training was given at Grace Church and in the Town Hall.",
    "Green Lane Primary School and King Street Mosque took part.",
    "Police colleagues gave a briefing on the CTLP.",
    "Page 4 of the plan lists the actions.",
    "Ward councillors were told of it on 12 May.",
    "The University of Lincoln and Bradford Council shared what they had learnt.",
    "White supremacist material was found in one venue, and removed.",
    "Mark-ups of the policy were sent to all partners.",
    "Community groups said that Prevent is better understood.",
    "Price and quality of venues are looked at in the hire policy.",
    "Hope not Hate and the Youth Council were heard.",
    "The Lead Member for Communities speaks for it in Cabinet.",
    "Will the plan be renewed in time? The Board expects so.",
    "Designated Safeguarding Leads have had the training.",
    "Martyn's Law is explained to venues.",
    "Head teachers in the Hill Top and Marsh Green wards have asked for more.",
    "The Home Office and Counter Terrorism Policing were there.",
    "Adult Social Care, Housing and Public Health are represented.",
    "Young people took part in three workshops.",
    "See [the plan](https://www.example.org/plan-2024) for the rest.",
    "Staff who work at night are trained at 06:00 on the first Monday.",
)
NAMING = (
    "{forename} {surname} keeps the log.",
    "We thank {forename} for the work on schools.",
    "The training by {title} {surname} was praised.",
    "{surname} will report to the next meeting.",
)
TITLES = ("Ms", "Mr", "Dr", "Cllr")

Choose = Callable[[tuple[str, ...]], str]


def people(choose: Choose) -> list[tuple[str, str]]:
    """Make the people of a council up.

    Args:
        choose: Chooses a text.

    Returns:
        Forename and surname of each, in the order of `POSTS`.
    """
    return [(choose(FORENAMES), choose(SURNAMES)) for _ in POSTS]


def naming(choose: Choose, person: tuple[str, str]) -> str:
    """Write a sentence that names somebody."""
    return choose(NAMING).format(forename=person[0], surname=person[1], title=choose(TITLES))
