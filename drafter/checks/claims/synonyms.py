"""Words that mean the same in a public statement. A line is one concept; `_` joins a phrase.

General English of incidents, service, money, health, law and travel; nothing of one crisis.
"""

GROUPS: tuple[str, ...] = tuple(
    line
    for line in """
customer client buyer shopper consumer purchaser user subscriber member account_holder guest
passenger traveller traveler flyer rider commuter
patient
resident inhabitant villager townspeople
household home house
pupil student schoolchild
child kid youngster toddler baby infant minor
person people human individual man woman anyone someone everyone everybody somebody
employee staff worker colleague personnel workforce crew team_member members_of_staff member_of_staff
manager boss supervisor
parent mother father carer guardian mum dad
police officer
neighbour neighbor resident local
company firm organisation organization business
contractor subcontractor
supplier vendor provider
store shop branch outlet
factory plant mill
warehouse depot
office bureau
laboratory lab
hospital clinic infirmary ward
doctor physician gp medic clinician
emergency_department emergency_room casualty a_&_e
school academy
club society
road street motorway highway
train service
flight aircraft departure
bus coach
ship boat ferry vessel
car vehicle automobile van
goblet cup
object item article piece thing
product merchandise
toy plaything
medicine drug medication
tablet pill
pack packet package carton box
parcel shipment consignment
food meal dish
water tap_water
refund reimburse repay money_back pay_back paid_back pays_back get_back get_money_back give_back given_back
pay payment paid spend
money fund cash sum
charge bill debit invoice
fee charge
price cost
discount reduction take_off taken_off takes_off knock_off off
compensate compensation make_good redress
voucher coupon credit
free free_of_charge at_no_cost at_no_charge without_charge without_cost no_charge cost_nothing
free cost_you_nothing costs_you_nothing costs_nothing for_nothing gratis complimentary
replace replacement exchange swap substitute
repair fix mend fixed put_right puts_right
solve resolve sort_out clear_up
restore back return give_back hand_back send_back sent_back reinstate recover bring_back brought_back
restore back_up up_and_running bring_online got_back
hand_in bring_in take_back take_them_back taken_back
cancel call_off called_off scrap
postpone delay defer put_off hold_up held_up reschedule push_back pushed_back late behind_schedule
reject refuse decline turn_away turned_away turn_down turned_down deny
accept agree
recall withdraw pull take_off_the_market taken_off_sale pull_from_sale off_the_shelves withdrawn
stop halt cease suspend pause end discontinue finish
switch_off switched_off turn_off turned_off shut_down shut_off disable deactivate take_offline taken_offline
begin start commence launch from_the_start onset
continue go_on went_on goes_on keep_on carry_on carried_on proceed stay
work function operate
execute carry_out carried_out go_through went_through process perform
twice double second_time a_second_time two_times duplicate
triple three_times treble
half halve
fail failure fault malfunction break_down broke_down break_down breakdown defect defective bug glitch faulty
outage interruption disruption downtime
unavailable down went_down go_down out_of_action out_of_order offline unreachable inaccessible out_of_service
error mistake wrong incorrect wrongly mistakenly by_mistake the_wrong_way
mix_up confuse mistake swap
rotate turn way_round wrong_way_round the_wrong_way_round upside_down
overflow overload overwhelm
cut sever
burn fire blaze flame
smoke fume
explode explosion blast
leak spill escape seep
flood inundate
pollute contaminate contamination taint
damage harm hurt injure injury wound
undamaged unharmed intact unhurt uninjured unscathed
die dead death fatal fatality kill killed pass_away lost_their_life
ill sick unwell poorly illness sickness disease symptom
dizzy dizziness
treat treatment therapy care
admit admitted hospitalise hospitalised hospitalize taken_to_hospital
surgery procedure
test check examine examination inspect inspection verify verification trial exam
sample specimen swab
result outcome
measure reading
discover find found detect notice spot identify come_to_light came_to_light find_out found_out learn
discover learned learnt
investigate investigation inquiry enquiry review audit probe look_into looking_into looked_into inquire
expert specialist
independent external outside
analyse analysis evaluate assess
report inform contact get_in_touch be_in_touch in_touch get_a_call hear_from write_to notify notification
report send_a_message sent_a_message send_a_letter sent_a_letter a_letter_from tell told alert let_know
report heard_from
say state declare announce
publish post release make_public
call phone ring telephone reach_us helpline hotline dial number line
reach get_call
email e_mail mail
letter write
answer reply respond response get_back_to
question query enquiry
complain complaint
claim lodge file
send sent dispatch deliver delivery ship supply supplied
receive get_back arrive
deliver
take steal stole stolen rob theft burgle burgled burglary break_in broke_in broken_in thief thieves
buy purchase bought
sell sold sale
order booking reservation
ticket
subscription
open reopen re_open opened
close shut closed closure
enter come_in get_in
leave left depart
evacuate evacuation
move transfer relocate
remove removal take_out take_away took_away
add install introduce put_in
change alter modify
set configure setting configuration
update upgrade
delete erase wipe
store keep save
copy backup
lost lose loss missing gone disappear
worth value
access view see look_at read
leak expose disclose disclosure breach
data information detail record
personal private
password passcode login
hack hacker attack attacker intruder intrusion cyberattack break_into
software program programme code app application
system platform
server machine computer device
website site web_page page
network connection
cable wire line
storage disk hard_drive
battery cell
alarm siren go_off went_off sound
camera cctv
database
queue backlog
peak maximum highest
normal usual ordinary regular
safe safety harmless secure
danger dangerous hazard risk unsafe hazardous
poison toxic
edible eat drink consume
swallow ingest
allergy allergen allergic
label mark
ingredient
bacteria germ salmonella listeria virus
clean deep_clean disinfect
heat hot overheat
cold cool chill refrigerate
power electricity electric
pump
pipe main
pressure
engine motor
brake
door gate
weather storm wind snow ice
strike walkout industrial_action
shortage lack short understaffed too_few
train_staff training
hire recruit employ
dismiss fire sack let_go
resign step_down stepped_down quit
suspend
apologise apologize sorry apology regret
blame responsible responsibility accountable
ignore disregard overlook
know aware knew known awareness
warn warning caution alert
advise advice recommend
ask request
promise pledge commit
plan schedule scheduled planned due
deadline
automatic automatically by_itself on_its_own without_any_action without_doing_anything need_not_do
automatic no_need_to_do do_nothing
full fully whole entire complete completely in_full total entirely
part partial partly some
affect hit impact concern touch involve
limit restrict confine
equal same identical
correct right accurate
assign allocate match
separate divide
contain hold include
consist
material substance
fall drop come_out fall_out release come_loose
rise increase grow
reduce decrease lower cut_down
deep
strength dose concentration potency
shelf
wait queue
hurry rush
help support assist assistance
visit come_to
event incident accident occurrence
crash collide collision
derail
delay
rain
victim
family relative
daily every_day each_day seven_days_a_week 7_days_a_week 24_/_7 round_the_clock
night overnight
morning
evening
summer
winter
early
permanent for_good permanently
temporary temporarily
urgent emergency
court lawsuit sue legal
law
authority regulator watchdog agency inspectorate
government ministry
mayor council
minister
reverse undo roll_back rolled_back cancel_out
place_order trade
try attempt
earn wage salary
lawyer solicitor
insurance insurer
certificate certify certified
approve approval permit authorise authorize licence license
shut
shorten
photo picture photograph image
video film clip footage
post message tweet
advert advertisement advertising ad campaign
offend offence offense offensive insult
discriminate discrimination racist racism sexist
joke
translate
print
page
collect pick_up picked_up pick fetch
abroad overseas
nearby near close_to next_to
hotel room accommodation overnight_stay
lunch canteen
kitchen cook
garden yard courtyard
floor storey
roof ceiling
wall
tree
animal pet dog cat
crowd audience spectator fan visitor
concert show gig performance
match game
player
coach_trainer
stadium arena venue
route way
platform
seat
luggage baggage bag suitcase
airport
station
crossing
border
harbour port
beach shore
river stream
lake
sea
fish
farm
crop
"""[1:].splitlines()
    if line and " " in line
)

# The first word against its opposites: "never closed" says what "stayed open" says.
OPPOSITES: tuple[str, ...] = (
    "open close",
    "work unavailable",
    "safe danger",
    "undamaged damage",
    "accept reject",
    "full part",
    "permanent temporary",
)

IRREGULAR: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "children:child men:man women:woman thieves:thief lost:lose losses:lose loss:lose stole:steal"
        " stolen:steal sold:sell sale:sell sales:sell bought:buy sent:send told:tell said:say found:find"
        " held:hold kept:keep left:leave paid:pay made:make took:take taken:take gave:give given:give"
        " knew:know known:know began:begin begun:begin broke:break broken:break fell:fall fallen:fall"
        " went:go gone:gone shut:shut cut:cut ran:run rose:rise risen:rise grew:grow grown:grow"
        " chose:choose chosen:choose wrote:write written:write spoke:speak spoken:speak brought:bring"
        " thought:think caught:catch taught:teach felt:feel heard:hear met:meet led:lead read:read"
        " drank:drink drunk:drink ate:eat eaten:eat flew:fly flown:fly drove:drive driven:drive"
        " saw:see seen:see shown:show burnt:burn learnt:learn learned:learn hid:hide hidden:hide"
        " withdrew:withdraw withdrawn:withdraw withdrawal:withdraw stuck:stick struck:strike"
        " failure:fail failures:fail died:die dying:die dies:die ill:ill illnesses:ill worse:bad"
        " tied:tie using:use used:use uses:use use:use analysis:analyse analyses:analyse built:build"
        " delivery:deliver deliveries:deliver lying:lie applied:apply bound:bind wore:wear worn:wear"
        " swept:sweep fed:feed fought:fight froze:freeze frozen:freeze spent:spend lent:lend dealt:deal"
        " thieve:thief people:person persons:person"
        " plane:aircraft planes:aircraft worker:employee workers:employee news:news series:series gas:gas bus:bus"
        " underwent:undergo undergone:undergo buses:bus lens:lens species:species being:be"
    ).split()
)

# Words that say little of the case: they neither carry a claim nor make one.
WEAK: frozenset[str] = frozenset(
    """
say state know think believe suspect want need wait talk feel look hear see wish hope mean happen begin start
person people someone company firm employee object form group figure use thing part stay last early late half
past long everything something nothing deny affect affected impact involved concerned basis follow close_to
case number order_of number line lot note own particular place point possible question reason same side start
end step still sure trust try understand use view word world year fact detail information new old next
previous recent current special certain different main important serious hard difficult big small large long
short full real true possible able likely include included including accord according claim regard regarding
relate related matter matters issue situation problem circumstance bear patience business kind sake minute
effect result result_in deserve owe expect care life sorry apologise responsible run stand lie hold show
fine sound first quick quickly simply directly immediately straight work
""".split()
)

PLAIN: frozenset[str] = frozenset(
    """
a an the this that these those there here it its it's itself he him his she her hers they them their theirs
they're i i'm i've me my mine myself we we're we've we'll our ours ourselves us you you're you've you'll your
yours yourself yourselves who whom whose which what when where why how whether while whereas if unless though
although because since as so than then thus hence therefore however and or but nor yet either neither both
not no none nobody nothing never don't doesn't didn't won't can't cannot couldn't wouldn't isn't aren't
wasn't weren't hasn't haven't hadn't shouldn't of in on at by to from for with without within into onto out
over under above below up down through throughout across along around about after before during until till
between among against per via upon off toward towards beyond behind beside besides inside outside near
be is am are was were been being have has had having do does did done doing can could may might must shall
should will would ought get gets got getting gotten go goes went going come comes came coming make makes made
making put puts putting let lets take takes took taken taking give gives gave given giving become becomes
became just only even also too very really quite rather almost nearly about some any all each every another
other others else more most less least fewer few many much several enough such same own again ever always
often sometimes still already now soon later ago once twice today tonight yesterday tomorrow moment time times
second seconds minute minutes hour hours day days week weeks month months year years weekend am pm o'clock
january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday morning afternoon evening
night noon midnight midday utc gmt bst cet cest est edt cst cdt mst mdt pst pdt et ct mt pt ist jst aest aedt
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
thousands million millions billion dozen dozens couple first third fourth fifth sixth seventh eighth ninth
tenth quarter quarters thirds percent cent like well yes please dear hello hi thank thanks way ways thing
things lot bit kind sort e mr mrs ms dr prof etc ie eg via re been that's there's what's let's one's total
altogether together able away st nd rd th because latter former good best better mg kg km due following
result caused cause causes
""".split()
)
