"""How people write of a colleague who did something, and of one who only saw it, was told, teaches or helps."""

import pytest

from incidents.mentions.hinted import hints
from incidents.mentions.loosely import called
from incidents.mentions.named import Name, mentions, words

LABELS = {"headteacher": "Headteacher", "dsl": "Designated safeguarding lead", "coordinator": "Online-safety lead"}
HERE = [
    Name(str(ref), *name.split(" "))
    for ref, name in enumerate(
        [
            "Mina Vantongeren",
            "Jonathan Kaplan",
            "Grace Hill",
            "Noel Prentice",
            "Olive Brindle",
            "Will Archer",
            "Tom Varley",
            "Samantha Ostrander",
        ]
    )
]


def asked(text) -> list[str]:
    """What the last page asks about, by name or in one question."""
    named = [one.words for one in mentions([text], HERE, [], frozenset())]
    known = {word for name in named for word in words(name)}
    return [*named, *hints([text], LABELS, known, called(HERE, []))]


SUSPECTED = [
    "One of the TAs drove him home on Friday and he will not say why.",
    "Somebody in the PE office has been sending her voice notes.",
    "Her tutor keeps messaging her after ten at night.",
    "The bloke who does the minibus follows half of Year 8 on Instagram.",
    "JK gave her his number and said not to tell anyone.",
    "Big Jon from the site team let two boys use his phone to look at things.",
    "She showed me a chat with a man called Jonno who teaches here.",
    "He told me that sir in science sends him memes.",
    "Mr K has pictures of the netball team on his own phone.",
    "The lady in reception shares pupils' home details on Facebook.",
    "A colleague of mine was seen with a sixth former in his car.",
    "I am worried about how the new cover lady talks to the boys online.",
    "Apparently the swimming coach films them in the changing rooms.",
    "Our head of department looks at adult sites in his free periods.",
    "Someone in the office printed a girl's private messages and passed them round.",
    "She says she is going out with a trainee teacher.",
    "The football coach and Ella are always on Snapchat together.",
    "An adult in school asked him to keep their chats secret.",
    "Mina was alone with a boy in the darkroom again and he came out upset.",
    "The technician put a camera in the girls' toilets.",
]
ORDINARY = [
    "In Mr Kaplan's lesson two boys were on a betting site.",
    "A boy sent a threat in the chat. I told Miss Brindle and the headteacher.",
    "Miss B said I should tell you: Year 9 have a group chat about a girl.",
    "Noel is looking at the tablet now. A pupil found a way round the filter.",
    "The TA sat with him while he calmed down after the game.",
    "Mina asked me to log this: a girl sent a rude picture to a boy in 8B.",
    "The technician is checking the laptop that was dropped.",
    "Her form tutor rang home about the phone.",
    "He swore at the cover teacher and threw the iPad.",
    "The head has asked all of us to report phones at break. Two in Year 7 were filming.",
    "It happened while the PE staff were setting up, two girls filmed a third in the changing room.",
    "A parent e-mailed the office about a fake account in her son's name.",
    "The librarian and I both saw the page before it was closed.",
    "JK will have the phone until the end of the day.",
    "The bus driver complained about the noise and a video that was made on the way.",
    "Somebody in Year 10 guessed the caretaker's password.",
    "She told her tutor that a man on Roblox asks for photos.",
    "They were laughing at a picture of the head of maths that was made with AI.",
]
# Written after the rules were, to see how far they carry.
SUSPECTED += [
    "A dinner lady has been giving Year 7s cigarettes and telling them not to say.",
    "The guy who fixes the computers keeps photos of the cheerleaders.",
    "I think OB is texting a boy in my form.",
    "My line manager showed a pupil a video of a fight he was in.",
    "Her piano teacher asked her to send a photo in her swimsuit.",
    "Mr Varley was found with a pupil in the store cupboard.",
    "The student teacher added Lena on Snapchat last night.",
    "Somebody on supply called him a slur in front of everyone and filmed it.",
    "Noel from IT has been reading girls' e-mails.",
    "Two girls say the head of PE stares at them.",
    "Grace has been meeting a Year 11 after school off site.",
    "They say one of our teachers runs an OnlyFans account.",
    "The man on the gate takes selfies with the little ones.",
    "Sir who takes us for history likes her bikini pictures.",
    "A midday supervisor posted a picture of a child in our school on her Facebook.",
    "I am uneasy about a member of the site team: he hangs round the girls' changing room.",
    "Mrs H lets pupils go on her phone and there are things on it they should not see.",
    "The exams lady wrote a mean post about a pupil's family.",
    "Apparently Tom and a sixth former are in a relationship.",
    "The chemistry technician winks at Year 10 girls and has their usernames.",
    "A cleaner showed two boys a knife video in the corridor.",
    "JK bought a vape for a sixth former.",
    "Someone who works in the kitchen keeps asking Ella for her Snapchat.",
    "My head of faculty forwarded a pupil's nude to me.",
    "Her mentor rings her every night.",
    "Sam told me that the school counsellor is his friend on Instagram.",
    "The sports coach has favourites and takes them home in his van.",
    "One of the office staff looked up a pupil's address for her boyfriend.",
    "It is Noel. He sits in his office with the door locked and a girl inside.",
    "I saw the deputy head slap a boy.",
    "The chap who runs the chess club plays online with them until two in the morning.",
    "Ms V calls the boys darling and comments on their posts.",
    "A trainee put pictures of his class on a public page.",
    "There is a rumour about a teacher and a Year 11 girl.",
    "Olive was drunk on the residential and let them film her.",
    "She has been getting gifts from a teacher in the languages department.",
    "An invigilator was watching something indecent during the exam.",
    "The receptionist told a stranger which bus a child takes.",
    "A supply teacher who came last week has followed four Year 9 girls on TikTok.",
    "One of the site team asked a girl how old she was and for her Insta.",
    "There are photos of a teaching assistant with a Year 12 on somebody's story.",
    "He gets lifts from the PE technician.",
    "Somebody from the sixth form office used a pupil's login to read their essay comments.",
    "The woman who does after-school club films the children and sells the clips.",
    "Our chaplain e-mails one boy privately.",
    "A man who works here took a picture up a girl's skirt.",
    "One of the LSAs has a boy's password and reads his chats.",
    "Her form tutor keeps asking her what she wears at weekends.",
    "GH took a girl from my set for coffee in town.",
    "The lad who runs the IT club dared them to open the dark web.",
    "Someone on reception let a parent see another child's file on screen.",
    "I think a colleague is sending pictures to a girl in Year 11.",
    "Mr T whispers things to the girls in the back row.",
    "Our boxing coach made a group chat with only boys in it.",
    "The office manager searched for a pupil on a dating site.",
    "Mina hugs him every morning and posts it.",
]
ORDINARY += [
    "During Miss Brindle's cover lesson a boy AirDropped a nude to the class.",
    "The office rang me because a mother had complained about TikTok.",
    "I spoke to Mrs Hill and Noel about it; they have the laptop.",
    "Mr P asked me to write this down. Year 10 are sharing answers.",
    "The site manager let us into the IT room, where the screens showed a gambling page.",
    "She was rude to the receptionist and filmed her.",
    "A group were mocking the French teacher's accent in a video on TikTok.",
    "The deputy head took statements. It was a fight filmed by Ben in 8A.",
    "The DSL knows. He has been getting messages from a man in America.",
    "Our librarian noticed that a pupil had typed self-harm into the search.",
    "A supply teacher was covering and did not know the rules, so phones were out.",
    "Will and Jonathan in 7C set up a fake profile.",
    "The TA who works with him says he cries after he looks at his messages.",
    "His mum e-mailed the head of year to say he has been bullied in a game.",
    "They got on to the staff wifi with the network manager's password.",
    "MV was on duty when the phones came out at lunch.",
    "The ICT technician found a VPN on six laptops.",
    "Three Year 9s pretended to be Mr Kaplan on Instagram.",
    "I asked the form tutor and the SENCO what to do; both said to report it.",
    "A boy shouted at the dinner lady and posted it.",
    "The teaching assistant took her to the nurse, then told me.",
    "Noel reset the password after a pupil guessed it.",
    "The pastoral manager phoned his dad about the messages.",
    "JK and I broke up a fight that was being filmed.",
    "In the library the librarian was shelving books when a boy opened a violent game.",
    "I have told the DSL, the head of year and Mr Kaplan.",
    "The cover teacher sent them out of the room for using VPNs.",
    "Someone in the office took a call from an angry parent about a group chat.",
    "Samantha asked whether we block this site. Pupils use it to cheat.",
    "The SENCO would like to know about this: he sees frightening videos at home.",
    "Our technician thinks that the laptop was infected by a game.",
    "The form tutor passed it on to me this morning: two girls are being left out of a chat.",
    "The art teacher's classroom was used at lunch by pupils watching a horror film.",
    "The cover supervisor moved him to another seat because he was on Roblox.",
    "Noel and the network manager are restoring the folder that a pupil deleted.",
    "The music teacher was away, so a boy played a rude song from his phone.",
    "Miss B, who had break duty, heard them planning to buy vapes online.",
    "The reading volunteer was surprised that a child of six has TikTok.",
    "I let the head of year know that two girls are arguing on WhatsApp.",
    "The librarian says the computers are used for gambling at lunch.",
    "In my colleague's lesson a phone went off and everybody laughed.",
    "The class teacher sent a note home about screen time.",
    "A visitor saw a boy spit at the caretaker and film it.",
    "Grace found a USB stick on the field.",
    "The head wants a list of who was in the chat.",
    "The minibus driver heard them talking about sending nudes.",
]
SUSPECTED += [
    "Her tutor keeps inviting her to his room at break and shutting the door.",
    "MV has been sending a Year 12 boy money.",
    "Somebody in the maths office calls a girl names on a group chat for staff.",
    "One of our coaches films the girls warming up.",
    "The man who comes to mend the photocopier asked her for her number.",
    "Sir in DT shows them clips that are not for children.",
    "I have seen the business manager looking at images of children.",
    "A lunchtime supervisor told pupils she would fight them online.",
    "Mrs V has a pupil living at her house and nobody was told.",
    "He is scared of a TA who grabs him.",
    "The after-school tutor wants a girl to come to his flat for extra maths.",
    "DP from the site team has been giving pupils tobacco.",
    "I overheard two cleaners saying that one of the teachers kissed a sixth former.",
    "A member of the English department forwarded a racist joke to Year 10.",
    "Tom watches the boys get changed.",
    "Our receptionist has been selling pupils' photos.",
    "My colleague logged in as a pupil and read her diary.",
    "A TA and a girl in Year 10 have matching bracelets and meet in the park.",
    "The supply teacher yesterday asked them which of them had boyfriends.",
    "Ms O is always in the dark room with the same boy.",
    "The careers adviser gave a boy a lift and bought him alcohol.",
    "Someone on reception reads out pupils' medical notes for a laugh.",
    "Noel keeps a girl behind after computing club every week.",
    "There is a teacher who comments on girls' TikToks from a second account.",
    "I do not like how Mr P speaks to the Year 7s in the online lesson.",
    "Her coach has her log-in and posts as her.",
    "A trainee asked a pupil to delete their chat.",
    "The librarian let him watch a film with sex in it.",
    "One of our governors added Year 11s on Facebook.",
    "The person who runs detention pushed a boy and another pupil filmed it.",
]
ORDINARY += [
    "The head of sixth form is meeting the parents tomorrow.",
    "Two boys in 9B were playing a betting game under the desk in science.",
    "A girl told me that a boy in Year 11 keeps asking for photos. I have told the DSL.",
    "Pupils changed the wallpaper on the library computers to a rude picture; the librarian put it back.",
    "Somebody has made a TikTok account in the name of Miss Brindle.",
    "The network manager says that somebody tried to get round the filter forty times.",
    "His form tutor and I met his mum; she has taken the console away.",
    "Noel will check the log in the morning.",
    "A boy in Mr Archer's set airdropped a picture of a dog to the teacher's iPad.",
    "The receptionist took a message from a mother: her daughter is being called names in a chat.",
    "They were meant to be working with the TA but were on a betting site.",
    "Tom from the IT team helped me find the page in the log.",
    "He says he learnt it from an older boy. The head of year is ringing home.",
    "She would not give her phone to the cover supervisor and swore.",
    "A group of Year 8s have a chat where they rate teachers.",
    "One of the lab technicians found a memory stick with pupils' names on it.",
    "The trainee did not see that they were on a game the whole lesson.",
    "Two pupils argued on WhatsApp. Their tutor has spoken to both.",
    "The governors asked how many pupils have a phone in school.",
    "The nurse rang me: a girl is not sleeping because of what is in the group chat.",
    "I passed the phone to the head of year, who has it in her desk.",
    "The school counsellor thinks that he may be gambling online.",
    "An ex-pupil is sending rude messages to a girl in 10C.",
    "My form found a page with photos of teachers and rude captions.",
]

SUSPECTED += [
    "The online safety lead keeps messaging a Year 9 girl on Instagram late at night.",
    "the esafety lead messages her",
    "One of the SLT keeps texting him.",
    "sir keeps messaging her",
    "mr smith texts her",
    "mr thackray follows a girl on insta",
]
ORDINARY += [
    "Sir took my phone.",
    "Miss said to log off.",
    "I told sir.",
    "miss you",
    "we use ms teams",
    "Sir saw it.",
]

# Somebody named in full is asked about all the same: to be asked costs a press, not to be may cost a child.
NAMED = [
    "Mrs Hill took the phone off him and put it in the safe.",
    "Tom and Grace from 8B are sending each other threats. Dr Archer will ring their parents.",
    "Mr Varley has asked for the filter log from Tuesday. A boy searched for guns.",
    "Mrs Archer says Year 7 are on a game with strangers.",
    "Dr Hill's computer was left unlocked and a pupil sent a silly e-mail from it.",
    "While Miss Brindle was photocopying, a girl took a photo of a boy asleep.",
    "Mr Varley told the class to delete the photo.",
    "She told the lunchtime supervisor and Mrs Hill that somebody had filmed her eating.",
    "Mr Kaplan took his phone away and left it at reception.",
    "A parent says her son was added to a chat by a boy in the form of Mr Varley.",
    "Mr Prentice came to fix the screen and saw the tabs a pupil had open.",
    "He told Miss Archer and the nurse that a stranger knows where he lives.",
    "The lesson was covered by Mr Kaplan and half the class were on their phones.",
    "In PE a phone was found in the changing room with the camera on. Mrs Hill has it.",
    "I was in Mr Archer's room when a boy showed me a threat he had got.",
    "A pupil in Year 7 clicked a link. Mrs Hill has changed his password.",
    "Miss Brindle noticed it first and asked me to send this.",
    "Mr Kaplan and I were on bus duty and saw them filming a fight.",
]


@pytest.mark.parametrize("text", SUSPECTED + NAMED)
def test_a_colleague_who_may_have_done_something_is_asked_about(text):
    assert asked(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_one_who_saw_it_was_told_teaches_or_helps_is_not(text):
    assert asked(text) == []
