"""Names that are ordinary words as well: written small, they mean nobody. Pure."""

WORDS = """
accused administrator an april archer ash auditor august bacon baker ball banks bar barber barker barley barn
baron bass bat bay beach bean bear beard bee bell bench berry best bird bishop black blank bloom blow blue
board bolt bond book boot bow bowl bowman box boy brand bray bread breeze bridge bridges bright broom brown
buck bull bullock burn burns bush business butcher butler buttons call camp can cane cannon carpenter carter
cash castle cave chambers champion chance chase child church churches clay clean close coach coal coffin cole
collar colleague collier constable cook cool coop cooper coordinator corn cotton couch court cox crane creed
crisp cross crow crown curry dale dance day dean dear dell deputy diamond dice do dock don down dpo drake
draper driver dsl duck duke eagle earl east easter elder ember england english evening every fair faith falls
farmer fast fiddler field fields finch fine fish fisher fitter flag flint flood flowers fly foot ford forest
foster fox free freeman french friday friend frost fry full fuller gamble game garden gardener gate gates gay
gent gentle gift glass glover goat gold golden good gore governor grace grain grange grant grave graves gray
green grey grief ground grove guest gun guy hail hale hall ham hand hands hardy hare hart harvest hatch hawk
hay he head heath heaven herd hide high hill hills holiday hollow holly home hood hook hope horn horne horse
house howl hull humble hunt hunter hurt husband in ivory jewel joiner jolly joy judge jump june just keen
kettle key king kiss kitchen kite knight lad lake lamb land lane large lark last law lawn leader leaf lee
lemon lent light lightfoot little lock lodge london long look lord love low loyal lucky mace major man mann
mark marks marsh mason masters may me mead measures mercer merchant merry mill miller mills mist monday money
monk moon moor morrow moss mount muse mustard my myth nail neat network new newman nice night noble noon north
nurse nut nutter oak oaks odd office old on or orange ought owl ox page pain painter pan paris park parker
parks parrot parson parsons patch peace peach peacock pearl pears pepper perfect petty pick pickles pierce
pike pile pine piper place plant player plum plumb plumber pole pond pool poor pope porter post pot potter
pound power powers pray price pride priest prince print prior proud purse quick rail rain rake ranger raven
ray read reader reeve rest rice rich rider ring rivers roach road robin rock rocks roe rook room root rose
ruff rule rush sage sail sales salmon salt sand sands savage saw sawyer say school sea seal seed self sells
senior sergeant service shade shape sharp sharpe sheep shell shepherd shield ship shoe shore short shot silver
sing singer skinner slate slaughter sleep small smart smiles smoke smooth snow so soul south spark sparks
spear speed spice spicer spring squire stable stack stage stamp stanger star stark steel steep stern steward
still stock stone story stout strange stranger street strong style sugar summer summers sunday swan sweet
swift sword table tailor tall tanner teacher teller tempest temple thorn tiger till tiller to tong tower town
trout true trump turner tutor twist underwood vale van vane vicar vine wager waite wake walker wall waller
walls ward warden warm warner wash waters way weaver week weir well wells west wheat wheeler white wick wild
wilder wilds will wills wind winter wise wolf wood woods wool word words work worth wrath wren wright yard
yarn young younger
"""
ORDINARY = frozenset(WORDS.split())
