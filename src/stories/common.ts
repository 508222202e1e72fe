/**
 * Words that tell little about which event a text reports: the language's own, the calendar's, the trade's, and the
 * names that stand in half of a day's foreign news. Folded spelling (see words.ts).
 */

const split = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Function words, auxiliaries, the calendar and the verbs and nouns of reporting: never a term. */
export const STOP: ReadonlySet<string> = split(`
a about above according across added after again against ago all almost alone along already also although always am amid among an and
announced another any anyone anything are around as ask asked at away back be became because become been before began begin being
believe below between beyond both but by came can cannot carried citing come comes could day days declined did didnt do does doesnt done dont down
during each early either else end enough ever every everybody everyone everything expected far few first five followed following for four
friday from gave get give given go going got had has have having he held her here herself him himself his hour hours how however i if
ill im in include included including inside into is isnt it its itself ive just keep kept know known last late later latest least less
let like little long made main make makes making many may me meanwhile media met might monday month months more morning most mr mrs
ms much must my near nearly need never new news next night nine no nobody none nor not noted nothing now number of off office official
officials often old on once one only or other others our out outside over own part past people per percent place point put quoted
rather re recent recently remarks report reported reporter reporters reporting reports rep right said same saturday saw say saying
says second see seen set seven several shall she should show showed shown since six so some something soon source sources speak
speaking spoke spokesman spokesperson spokeswoman state stated statement still story such sunday take taken ten than that thats the
their them themselves then there these they thing things think third this those though three through thursday time times to today
together told tomorrow too took toward tuesday two under until up update us use used very via want was way we wednesday week weekend weeks
well went were what whatever when where whether which while who whom whose why will with within without wont work would year years
yesterday yet you your youre yours january february march april june july august september october november december jan feb mar apr jun
jul aug sep sept oct nov dec am pm gmt est lead ld urgent exclusive breaking analysis explainer video photos live
`);

/** Names and words of foreign news at large: they may support a likeness, never make one. */
export const BROAD: ReadonlySet<string> = split(`
africa america american americans asia asian australia australian beijing berlin brazil britain british brussels canada china chinese
congress dprk east eu europe european france french german germany gaza geneva hamas hanoi india indian iran iranian iraq israel
israeli italy japan japanese kim kiev korea korean koreans koreas kremlin kyiv london mexico middle moscow nato north northern norths
pakistan paris park parliament philippines poland pope putin pyongyang republic rok russia russian russians saudi seoul south southern
souths soviet syria taiwan tehran tokyo turkey turkish uk ukraine ukrainian ukrainians un united nations states vietnam
vladimir washington west western white house xi yoon zelenskyy zelensky biden trump lee
agency ambassador analyst army ally allies attack bank capital chief committee company conference control cooperation council country
countries crisis deal defense department deputy diplomat director economic economy embassy expert experts force forces foreign general global
government governor group head international issue law lawmaker leader leaders market meet meeting member military minister ministers
ministry nation national nuclear opposition party peace plan police policy political power premier president presidential press
prime professor public region regional relation relations research rule sanction sanctions secretary security senior service
soldier soldiers summit support talk talks tension tie ties trade troop troops vice visit war warn warned warning weapon weapons arm arms
world institute university center city town world street billion million thousand hundred dollar dollars
far high low big small good bad best better great large major important possible clear strong full open close top key hard
man men woman women child children family life home school job money food water air sea land
call called calls help hope move face run start started stop turn win lose hit cut rise fall grow grew pay paid buy sell sold
look looks looked find found tell tells feel felt hear heard read write wrote written follow lead leads leave left live lived
change changes increase question questions answer answers side sides term terms word words case fact idea kind level line list name names
reason result role room rest sign signs step steps system view views voice common different early free full future
`);

/**
 * Names that return in event after event of foreign news, above all of the shipped subject, and the common words of
 * institutions: two reports that both open with "Kharkiv" or "the Foreign Affairs Committee" may report two events.
 */
export const RECURRING: ReadonlySet<string> = split(`
avdiivka bakhmut belgorod bryansk chasiv dandong dnipro donbas donetsk donetskaya hamhung hwasong incheon kaesong kangwon khabarovsk kharkiv
khasan kherson komsomolsk kursk kuril luhansk mariupol mykolaiv nakhodka nampo odesa odessa okinawa panmunjom petersburg pokrovsk primorsky
primorye rajin rason rostov sakhalin samara siberia sinpo sinuiju sochi sohae sumy sunan tatarstan tonghae tumangang tumen ussuriysk
vladivostok vostochny wonsan yalu yellow yongbyon zaporizhzhia
andrei belousov choe chol dmitry hui jong jong-un kozhemyako kozlov lavrov maria matsegora medvedev mikhail mishustin naryshkin peskov rodong
rutte sergei shoigu sinmun son son-hui song suk un yeol yo yo-jong yury zakharova
conservative conservatives democrat democratic democrats labour liberal mayor republican republicans sen senate
amazon apple boeing cia eu facebook fbi google huawei imf mercedes meta microsoft nasa roscosmos samsung spacex tesla toyota twitter volkswagen who
afp ap bbc bloomberg cnn interfax kcna nhk nk reuters ria tass telegram yonhap
aerospace affairs airport alliance armed army assembly association bureau center centre chairman chief chiefs church college cosmodrome
academy budget club corps corporation court duma eastern exchange federal federation federations fleet foundation fund hall industry institute
intelligence joint korea-russia kumsusan liberation mission missiles monitoring multilateral mutual navy organization panel parliamentary partnership
patriotic pentagon peoples permanent project rail railway railways region representative resolution resolutions
russia-north russian-korean school sea society space spokesman square staff station storm strategic supreme
team tower trade treasury treaty unification union workers
`);
