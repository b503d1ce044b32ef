"""Words that are no names, though a capital may stand before them: at the start of a sentence, or in what is called."""

_FUNCTION = """
a about above across after again against all almost alone along already also although always am among an and another
any anyone anything are around as at away back be because become been before behind being below beneath beside besides
between beyond both but by can cannot could despite did do does done down due during each either else elsewhere enough
especially even ever every everyone everything except few finally first firstly following for former four from further
furthermore generally had has have having he hence her here him his how however i if in indeed instead into is it its
itself just last lastly latter least less like likewise many may maybe me meanwhile might more moreover most much must
my near nearly neither never nevertheless next no nobody none nonetheless nor not nothing notwithstanding now of off
often on once one only onto or other others otherwise our out over overall own particularly per perhaps previously
rather recently regarding second secondly several shall she should similarly since so some someone something soon
still such than thank thanks that the their them then there thereby therefore these they third thirdly this those
though three through throughout thus till to today together too toward towards two under unless unlike until up upon
us usually various very via was we well were what whatever when whenever where whereas whether which while who whole
whose why will with within without would yet you your five six seven eight nine ten eleven twelve dear
"""
_CALENDAR = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter easter christmas
ramadan eid diwali hanukkah year quarter month week day days weeks months
"""
_BODIES = """
academy academies administration advice advisers advisory agency agencies aid alliance archdiocese army assembly
association associates authorities authority bank barracks base board boards body borough boroughs bureau business
cabinet cadets campus care cathedral centre centres chamber channel chapel charity church circle city clinic club co
college colleges combined commission committee committees community communities company congregation consortium
constabulary contact co-operative council councils county court crown customs department diocese directorate district
executive federation fire force forces forum forums foundation front gallery general government group groups hall
health home homes homeland hospital hospitals house housing hub inspectorate institute institution international
jobcentre justice ladies lanes leadership league library limited local ltd mosque mission ministry multi-academy
museum national network networks nhs nursery office offices ofsted organisation organisations panel panels parish
parishes parliament partners partnership partnerships party people plc police policing practice primary prison
prisons probation programme project projects provider public regional registry region regions rescue royal sangha
school schools secretariat secondary service services site society sports state station steering student students
support surgery synagogue taskforce team teams temple territorial tower trading tribunal trust trusts union unit
united units universities university village ward welfare wing women workshop works world youth young
"""
_POSTS = """
adviser advisor ambassador assistant associate bishop cabinet chair chairman chairperson chairwoman champion chaplain
chief clerk colleague commander commissioner constable consultant coordinator co-ordinator council councillor
councillors deputy designated detective director directors doctor elected engagement executive governor head
headteacher imam inspector interim judge king lead leader leaders leads lieutenant lord magistrate manager managers
mayor member members minister monitoring nurse officer officers operational partner pastor permanent portfolio
practitioner president prime prince princess principal professional professor queen rabbi reverend safeguarding
secretary senior sergeant sheriff single social specialist strategic superintendent supervisor supervisors teacher
teachers trainer trainers treasurer vicar vice worker workers
"""
_WORK = """
act action actions acts adult adults agenda aim annex annual appendix approach area areas article assessment
assessments assurance audit awareness benchmark benchmarks best bill brief briefing briefings budget bulletin campaign
case cases challenge charter checklist children chronic clause climate code cohesion commissioning communications
conference connect consultation contest contingency corporate counter covid covid-19 crime criminal criteria
cross culture curriculum cyber data day delivery democratic digital directory disclosure discussion diversity document
domestic drug duty early education effective emergency employment environment equality equalities events evidence
exceeding exercise extremism extremist facebook families family far feedback financial flow form forms framework free
freedom full funding future gap getting good google governance great guidance handbook hate help hidden high higher
human idea impact inclusion independent induction information initiative inquiry instagram integrated integration
intelligence intervention interventions intranet islamist joint keeping key knowledge law learning legal level life
lighthouse linkedin listening log management mapping martyn media meeting meetings memorandum mental met microsoft
minutes mixed model modern module mutual needs neighbourhood new news newsletter notice online open operation
operations outcome outcomes outreach outlook overview pack paper pathway pathways pen performance permissive person
place plan planning plans platform policies policy portal portfolio positive power powerpoint prepare preventing
prevent priorities priority private procedure process processes procurement profile profiles progress protect protection
protocol purpose pursue quality question race radicalisation rapid reading ready recommendation recommendations
record referral referrals reform register relationship religious report reporting reports research resilience
resource resources respect respond response restorative review reviews right rights risk risks role room root round
safe safer safety schedule scheme scrutiny sector security self-assessment send serious session sessions share
sharepoint shared situational skills slavery small social-media special speak sport staff standard standards statement
statutory step steps strategy strong strand study subject substance summary survey susceptible system tackling task
team-based technology tension terms terror terrorism terrorist theatre theme thematic threat threats toolkit topic
training transformation transition twitter two-year understanding update values venue venues victim victims violence
violent visit voluntary vulnerability vulnerable water website welcome well-being wellbeing whatsapp white wise working
write year-on-year youtube zero zoom tiktok discord telegram teams
"""
_PLACES = """
abbey airport avenue bay black bridge britain british bristol building cardiff central channel close coast common
commonwealth country court cross crescent cymru dale downs drive east eastern edinburgh end england english europe
european fields ford forest gardens gate glasgow grange greater green ground grove harbour heath high hill hills house
hundred inner ireland irish island isle isles kingdom lakes lane lane light lodge london lower manor mansion market
marsh mead mere metropolitan mews mid middle midland midlands mill moor mount north northern old outer palace parade
park parks peak peninsula pier place plain plaza port quarter quay river road row royal saint scotland scottish sea
south southern square st street sub-region terrace thames thameside town tower tyne uk upper vale valley view villas
wales walk water way welsh west western wharf white wood woods yard north-east north-west south-east south-west
birmingham manchester liverpool leeds southport american african asian arab arabic muslim muslims christian christians
jewish hindu hindus sikh sikhs polish gaza israel israeli palestine palestinian ukraine russian syria iraq iran
afghanistan pakistan pakistani india indian bangladesh somalia turkish al-qaida al-muhajiroun daesh isis hizb tahrir
"""

VOCABULARY = frozenset(f"{_FUNCTION} {_CALENDAR} {_BODIES} {_POSTS} {_WORK} {_PLACES}".split())
"""In small letters."""
