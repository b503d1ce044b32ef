"""Given names that are common in the United Kingdom, in small letters: what makes two capitals a person's name."""

_ALONE = """
aaliyah aaron abbie abdul abdullah abena abigail abraham adam adama adebayo adele adeola adnan adrian agnes agnieszka
ahmad ahmed aidan aileen aisha aisling ajay alan alana alasdair alastair albert alejandro aleksandra alex alexander
alexandra alexandre alexis alfie alfred ali alice alicia alison alistair aliyah alka allan allison alun alwyn amanda
amara ambrose amelia amelie amina aminah amir amira amit amjad amy ana anand ananya anastasia andrea andreas andrew
andrzej andy aneurin angela angelina angharad angus aniela anil anisa anita anjali ann anna annabel annabelle anne
annette annie ansel anselm anthea anthony antoine anton antonia antonio anwen anya aoife archibald archie ariana arjun
arlo arran arthur arturo arun asad asha ashley ashok asif asim asma astrid audrey ayesha aylin ayo azeem baljit
barbara barnaby bartholomew bashir beata beatrice beatrix becky belinda ben benedict benjamin bernadette bernard
bernice bertie beth bethan bethany betty beverly bhavna bianca bilal birgit bob bobby boris brenda brendan brian
bridget bronwen bruce bryan bryn bryony caitlin callum calum cameron camilla camille candice caoimhe cara carl carla
carlos carly carmel carmen carol carole caroline carolyn carrie carys caspar cassandra catherine cathy catrin cecil
cecilia cedric celeste celia ceri cerys chantelle charlene charles charlie charlotte cherie cheryl chiara chidi
chinedu chioma chloe chris christina christine christopher chukwu ciara ciaran cillian claire clara clare clarence
claude claudia clement clifford clive clodagh colette colin colleen connor conor constance cora cordelia corinne
cormac cornelius craig cressida crispin cynthia cyril daisy damian damien dan dana daniel daniela danielle danny
daphne darcey darcy daren darius darragh darren dave david davina dawid dean debbie deborah declan deepa deepak
deirdre delia delroy delyth demi denis denise dennis derek dermot desmond dev dewi diana diane dilip dimitri dina
dinah dipak dmitri dominic dominika dominique donald donna dora doreen doris dorothy doug dougal duncan dylan ebony
eddie edith edmund edna eduardo edward edwin edyta efe eileen elaine eleanor elena eleri elias elijah elin elisa elise
elizabeth ella ellen ellie elliot elliott elsa elsie elspeth emeka emilia emily emlyn emma emmanuel emmanuella emrys
enid enrico eoin eric erica erik erin ernest esme esther ethan ethel eugene eunice eva evan evelyn ewa ewan ezra fadi
fahad faisal farah fareed farhan farida fatima fatimah fatou faye felicia felicity felix femi ffion finlay finn finola
fiona fionnuala flavia flora folake frances francesca francesco francis francisco frankie fraser fred freda freddie
frederick freya gabriel gabriela gabrielle gareth garry gary gavin gaynor gemma geoff geoffrey george georgie georgina
gerald geraldine gerard gethin ghazala gideon giles gillian gina giovanni gita gladys glenda glenn glenys gloria
godfrey gopal gordon graham grainne grazyna gregory greta grzegorz guillaume gulnaz gurdeep gurpreet gwen gwendolyn
gwenllian gwilym gwyn gwyneth habib hafsa haider hal hamid hamish hamza hana hanna hannah harbhajan hardeep harish
harjit harold harpreet harriet harrison harry haruna harvey hasan hasina hassan hattie hayley hazel heather hector
heidi helen helena helene henrietta henry herbert hermione hettie hilary hilda horace howard howell hugh hugo humphrey
hussain hussein huw hywel iain ian ibrahim idris ifeoma ignatius igor ikram ilona imogen imran ines inga ingrid ioan
iolo iqbal irena irene irfan irina isaac isabel isabella isabelle isaiah isha ishaan isla ismail isobel ivan ivor iwan
iwona jack jackie jacob jacqueline jacqui jade jaime jake jakub jamal james jamie jan jane janet janice janine janusz
jaroslaw jasmin jasmine jason jaspreet jasvinder javed jay jayden jayne jean jeanette jeff jeffrey jemima jenna
jennifer jenny jeremy jermaine jerome jerry jessica jessie jill jim jimmy jo joan joanna joanne jocelyn jodie joe joel
john johnny jolanta jolene jon jonah jonas jonathan jose joseph josephine josh joshua josie joyce juan judith judy
julia julian juliana julie juliet juliette julius justin justine kacper kadir kafui kai kaja kalpana kamal kamaljit
kamila karen karim karin karina karl karol karolina kasia kassim katarzyna kate kath katharine katherine kathleen
kathryn kathy katie katrina katy kavita kay kayleigh keeley keira keisha keith kelechi kelly kelvin ken kenneth kenny
kerry kevin khadija khadijah khalid kiera kieran kim kimberley kiran kirsten kirstie kirsty kofi krishna kristian
kristina krystyna krzysztof kulwinder kumar kunle kurt kwabena kwame kyle lachlan laila lakshmi lara larissa lata
latif laura lauren laurence lawrence layla leah leanne lena lenny leo leon leona leonard leonie leroy lesley leslie
letitia lewis leyla liam liana libby lidia lilian liliana lilly linda lindsay lindsey linus lionel lisa llewellyn
llinos lloyd logan lois loretta lorna lorraine lotte lottie louis louisa louise lowri luca lucas lucia lucille lucinda
lucy luis lukasz luke luna lydia lyn lynda lynette lynn lynne mabel maciej madeleine madeline madhu maeve magda
magdalena maggie magnus maha mahmood mahmoud maia mair maisie majid malcolm malgorzata malik mandy manisha manjit
mansoor manuel marcel marcia marcin marco marcus marek margaret margarita margot maria mariam marian marianne marie
marilyn mario marion mariusz marjorie marlene marlon marta martha martin martina martyn marvin mary maryam mateusz
mathew matilda matt matteo matthew matthias maureen maurice mavis maximilian maxine maya meera megan mehdi mehmet
melanie melissa melvyn mercedes meredith mia michael michaela michal michele michelle mick miguel mike mikhail mila
mildred millicent millie milly mina mirela miriam miroslaw mitchell mohamed mohammad mohammed mohsin moira mollie
molly mona monica monika morag moses muhammad muhammed muriel murray musa mustafa myfanwy mykola myra nadeem nadia
nadine nahid naomi nargis nasir nasreen natalia natalie natasha nathan nathaniel navdeep naveed neal neha neil nella
nerys nesta ngozi nia niall niamh nicholas nicky nicola nicole nigel nikhil nikita nikolai nina nisha noah noel nora
noreen norma norman nuala nuno nyasha obinna octavia oisin olawale oleksandr olga oliver olivia olu olufemi oluwaseun
omar ona oonagh opal ophelia orla orlando oscar osman oswald otto owain owen pablo paddy padraig palwinder pamela
paola parminder parveen patience patricia patrick patrycja paul paula paulina pauline pavel pawel pedro peggy penelope
percy perry peter petra petros philip philippa phillip phoebe phyllis pierre piers piotr polly poonam pradeep prakash
pranav praveen preeti priscilla prisha priti priya priyanka przemyslaw qasim quentin rachael rachel radoslaw rafael
rafal rafiq raheem rahim rahul rajesh rajinder rajiv ralph ramesh ramon ramona ranjit raphael rashid ravi ravinder
raymond razia rebecca reece reena reggie regina reginald rehana renata renee reuben rhian rhiannon rhoda rhodri rhona
rhonda rhys ria ricardo richard ricky rita riya rizwan rob robert roberta roberto robin robyn roderick rodney roger
rohan rohit roland roman romy ronald ronan ronnie rory rosa rosalind rosalyn rosamund rosanna roseanna rosemary rosie
ross rowan rowena roxanne roy ruairi rubina rufus rukhsana rupert russell ruth ryan ryszard sabrina sachin sadia sadie
safiya sahil saif saima saira sajid sakina saleem salim sally salma salman sam samantha samina samir samira samson
samuel sandeep sandra sandy sanjay sanjeev santosh sara sarah sasha satnam saul scarlett scott seamus sean sebastian
seema selina selma serena sergei sergio seth shabana shabnam shahid shahida shakil shamim shanice shannon sharon shaun
shauna shazia sheena sheila shelagh shelley sheridan sherry shivani shona shreya sian sibyl siddharth sidney siegfried
sienna silvia simon simone sinead siobhan sofia sohail sonal sonia sonya sophia sophie stacey stan stanislaw stanley
stefan stefania stella stephan stephanie stephen steve steven stewart stuart sukhdeep sukhjit suki suleiman sultana
suman sunil sunita surinder susan susanna susannah susie suzanne sven svetlana swati sybil syed sylvia sylwester
tabitha tadeusz tahir talia talitha tamara tamsin tania tanisha tanya tara tariq tasha tatiana taylor ted teddy
temitope terence teresa terry tess tessa thaddeus thea thelma theo theodora theodore theresa thomas tiffany tim
timothy tina tobias toby todd tom tomasz tommy toni tony tracey tracy travis trevor tricia tristan trudy tudor tunde
tyler tyrone una ursula usha usman valentina valerie vanessa vasily vaughan vera verity vernon veronica vicki vickie
vicky vijay vikram viktor vincent viola violeta vivek vivian vivien vivienne vladimir wahid walter wanda waqas warren
wasim wayne wendy wesley wilfred wilhelmina william willow winifred winston wojciech xavier xin yasin yasmin yasmine
yetunde yolanda youssef yousuf yusuf yvette yvonne zac zachary zafar zahid zahra zainab zak zara zayn zeeshan zeinab
zena zhang zoe zofia zoran zubair zuzanna
"""
_WITH_A_SURNAME = """
amber april archer art august aurora austin barry beverley bill blake brooke carter cecily chase chelsea christian
clay cliff colm crystal dale dawn dean douglas drew earl ed eden eve evie faith florence frank gail gale gene georgia
gill ginger glen glyn grace grant guy hayden heath holly honor hope hunter iris israel ivy jasper jewel jordan joy
june karan ken kent lance laurel lee les lily lincoln madison mark mason max may maya mel melody mercy merlin miles
nat nick olive page pat patience pearl penny phil philomena pippa poppy prince ray reed rex rhett rich rick rob robin
rose ruby rudy russ saffron sage salvador sandy savannah shirley sky skye sonny star sterling storm sue summer sydney
tam temperance troy val victor victoria viola violet wade whitney will willa willis zion
"""

GIVEN = frozenset(_ALONE.split())
"""A name, also where it stands alone."""
GIVEN_BEFORE_SURNAME = GIVEN | frozenset(_WITH_A_SURNAME.split())
"""A name where another word with a capital follows; some are words of another kind, too."""
