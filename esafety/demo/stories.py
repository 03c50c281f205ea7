"""What happened at Oakfield this term. None of it did."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Story:
    """One matter: days before today and at what hour, who told, what, about whom, and how far it has come.

    category: a word of ours: what a profile calls it stands in profiles/demo/, where it calls it something else.
    who: "9B 3" is the fourth pupil of 9B; a code such as "science" a member of staff; other words a description.
    how: a path of paths.py, or for a serious matter its course in courses.py. yes: codes of the deciding questions answered so, where they are asked.
    """

    days: int
    at: str
    by: str
    category: str
    text: str
    who: str
    how: str
    ticks: tuple[str, ...] = ()
    place: str = ""
    device: str = ""
    addresses: str = ""
    custody: dict = field(default_factory=dict)
    yes: tuple[str, ...] = ()


S = Story
STORIES = (
    S(80, "10:15", "science", "games-in-lesson", "Playing a racing game instead of the quiz.", "8A 2", "dealt", place="Lab 2"),
    S(79, "11:40", "tutor", "accident-told", "A search for breast cancer charities brought up an advert. She told me at once.", "9B 1", "no_fault", place="Room 14"),
    S(77, "09:20", "teacher", "bullying", "A group chat about another pupil's hair, going on since the weekend.", "9B 3", "looked_into"),
    S(74, "14:05", "supply", "phone", "Phone under the desk, twice asked to put it away.", "10C 4", "dealt", place="Room 7"),
    S(73, "12:30", "network.manager", "bypass", "The log shows a proxy extension on a library laptop.", "10A 0", "looked_into", device="OAK-L-0117", place="Library"),
    S(71, "15:10", "teacher", "plagiarism", "Two coursework essays are the same from the second page on.", "11A 5", "dealt"),
    S(70, "08:50", "tutor", "disclosure", "He said things at home are bad and that he records it on his phone. I stopped there.", "7C 2", "told-at-home", ticks=("first-told-harm",)),
    S(67, "13:25", "office", "data-loss", "The trip list went to the wrong parent by e-mail. She has rung and says she deleted it.", "a parent", "wrong-parent", yes=("personal-data", "pupil-data")),
    S(66, "10:00", "science", "shopping", "Buying trainers during the practical.", "10B 7", "dealt", place="Lab 1"),
    S(63, "11:15", "teacher", "images-without-asking", "A picture of a teacher mid-sneeze is going round as a sticker.", "9A 6", "looked_into"),
    S(60, "09:05", "supply", "accident-told", "A spelling mistake in an address led somewhere unpleasant. He shut the lid and told me.", "7A 9", "no_fault", device="OAK-C-0042", place="Room 3", addresses="http://example.com/wrong-letter"),
    S(59, "16:20", "coordinator", "chain-messages", "Three pupils had the same message about a parcel. Nobody paid.", "a few pupils of Year 8", "dealt"),
    S(56, "21:05", "teacher", "self-harm", "A parent wrote to me this evening: her daughter posts that she does not want to be here.", "9B 5", "does-not-want-to-be-here", ticks=("first-danger",)),
    S(53, "12:05", "tutor", "bullying", "Voice messages making fun of his stammer, sent to the football group.", "9B 8", "looked_into"),
    S(52, "10:40", "science", "gambling", "A betting site open on a phone at break.", "11C 1", "dealt", place="Yard"),
    S(49, "14:30", "teacher", "password-shared", "She knows her friend's password and handed in his homework.", "8C 4", "friends-password"),
    S(46, "09:50", "supply", "phone", "Filming in the corridor, stopped when asked.", "10A 3", "dealt", place="Corridor by the hall"),
    S(45, "11:00", "science", "staff-own-camera", "A colleague took a photograph of a group on their own phone at sports day.", "supply", "own-telephone", ticks=("first-adult",)),
    S(42, "13:15", "tutor", "harassing-post", "An account that looks like the school's posts jokes about dinner ladies.", "somebody in Year 10", "looked_into", addresses="https://example.net/oakfield-canteen"),
    S(39, "10:10", "teacher", "accident-hidden", "An unsuitable video was open for some minutes; he said nothing until I saw.", "8B 2", "dealt", device="OAK-C-0061", place="Room 9"),
    S(38, "08:40", "tutor", "grooming", "She plays with somebody who says he is 15 and wants to meet at half term.", "8A 8", "wants-to-meet", ticks=("first-told-harm",)),
    S(35, "15:00", "network.manager", "malware", "Files on the art share have a new ending. The machine is off the network.", "Not known who", "art-share", device="OAK-D-0009", place="Art room"),
    S(32, "11:30", "teacher", "social-media", "Chatting through a shared document in the lesson.", "9C 2", "dealt", place="Room 14"),
    S(20, "09:35", "science", "file-sharing", "A film copied to the class drive.", "10B 0", "dealt"),
    S(19, "12:50", "teacher", "bullying", "Screenshots of a private chat printed and stuck on lockers.", "8B 6", "looked_into", place="Lockers"),
    S(18, "10:25", "supply", "accident-told", "The picture search for volcanoes was not all volcanoes. The class told me.", "7B 1", "no_fault", place="Room 2"),
    S(16, "14:45", "tutor", "unsuitable-on-purpose", "Searching for fights from other schools, in tutor time.", "9B 10", "looked_into", device="OAK-C-0055"),
    S(13, "08:55", "teacher", "nudes", "", "9A 1", "going-round", ticks=("first-images",), place="Room 14", custody={"whose": "A pupil's own phone", "where_now": "On my desk, face down", "held_by": "I do", "since": "08:50", "told": "A friend said a picture is going round."}),
    S(12, "13:40", "science", "device-in-lesson", "Music all through the test.", "11B 3", "dealt", place="Lab 2"),
    S(11, "10:05", "coordinator", "bypass", "A pupil's own hotspot shared with the row behind.", "10C 9", "looked_into", place="Library"),
    S(4, "11:20", "tutor", "bullying", "Left out of every group, and told so, every evening.", "9B 3", "waiting_parents"),
    S(2, "10:30", "science", "gambling", "Opening loot boxes with a parent's card, he says she knows.", "7A 3", "new"),
    S(2, "12:15", "supply", "phone", "Phone out in the test, put away when asked.", "8C 1", "new", place="Room 7"),
    S(2, "15:25", "office", "data-loss", "A memory stick with the reading scores was left on the bus.", "a colleague", "on-the-bus", yes=("personal-data", "pupil-data")),
    S(1, "09:15", "teacher", "camera-phone", "A pupil filmed in the changing room doorway, dressed. He wants it gone.", "10A 6", "contained"),
    S(1, "09:40", "teacher", "games-in-lesson", "Watching a match in the lesson.", "10B 2", "new", place="Room 14"),
    S(1, "10:50", "science", "accident-told", "A pop-up while looking for lab rules. He told me.", "8A 0", "new", device="OAK-C-0020", place="Lab 1"),
    S(1, "11:05", "teacher", "extremism", "A badge and some sayings from a site I did not know. He was proud of it.", "11A 2", "badge", ticks=("first-told-harm",)),
    S(1, "13:50", "supply", "bypass", "A games site opened on a school laptop that the filter blocks everywhere else.", "9C 5", "acknowledged", device="OAK-L-0131", place="Room 12"),
    S(1, "14:20", "tutor", "bullying", "The same group chat as in September is back.", "9B 3", "acknowledged"),
    S(1, "15:20", "science", "images-on-device", "", "Not known who", "library-laptop", ticks=("first-images",), place="Library", device="OAK-L-0098", custody={"whose": "A school laptop", "where_now": "Closed, on the library desk", "held_by": "The librarian", "since": "15:10"}),
    S(1, "16:10", "network.manager", "account-used", "The shared art login was used at 02:10 from outside.", "Not known who", "art-login"),
)  # fmt: skip
