/** Given names that tell a gender in English-language news, for "he" and "she". Nothing else rests on them. */
const FEMALE = new Set(
  `ada aoife agnes alba alma amelie anita anja annelise annika antoinette astrid audrey aurora ayesha bea beatrix bella bernadette birgit bridget
  bronwen brigitte camilla camille caroline cassandra cecilia celeste chiara chloe ciara clare clarissa claudine connie constance cordelia
  corinne dagmar daphne deirdre delphine dolores edith eileen eleanor elin elisa elise ellen elsa elspeth emilia emine erin esther ethel
  eugenia eunice farah fatma felicity fionnuala flora florence francesca frances freya frida genevieve georgina gertrude gillian ginger gisela
  gloria greta hanna harriet hazel hedvig helena henrietta hilda hilary ida ilse imogen inga inge ingeborg irene iris isabelle isobel
  ivy jacinta jasmine jenny jill joanna joanne jocelyn johanna josie joy juliet june kari karin kate kathrin katie kerstin kirsten kirsty
  lara leah leonie letitia lidia liesel lilian lily lorna lorraine louise luise lydia mabel mairead maja malin mara marcia margaux margit
  margot marianne marina marlene martina matilda maud maureen mavis maya meera mei-ling melanie mildred millicent minna mira moira mona
  muriel nadia nadine naima nell nicola nicole nora norma odette olive ottilie pauline paulette pearl petronella philippa phoebe phyllis
  polly prudence rebekah regina renata renee rhiannon rhona rita rosalind rosemary roxana sadie saskia selma shanice sheryl sian signe
  silke sinead siri siiri siobhan soledad solange stella sunniva susannah sybil sylvia tabitha tamika tanya tara tatjana thea thelma
  tracey trudy una unni valentina vanessa vera verena veronica violet vivienne wanda wilhelmina winifred xenia yasmin yvette zara zoe mary anna anne ann maria marie elena olga irina natalia natalya svetlana tatiana tatyana yulia julia larisa larysa lyudmila ludmila galina
  nina vera nadezhda tamara marina oksana inessa jennifer jessica sarah sara susan suzanne linda karen lisa nancy betty margaret sandra
  ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela shirley
  brenda emma catherine katherine kathryn christine christina samantha virginia rachel carolyn janet ruth heather diane diana alice julie
  olivia joyce victoria kelly lauren joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa theresa kathy janice
  jean abigail judy grace denise amber doris marilyn danielle beverly isabella sophia sofia natalie brittany charlotte kayla alexis lori
  hillary ivanka melania chelsea huma kellyanne debbie debra wendy tina gail fiona marisol gwen gwendolyn solveig erika claire clara
  elizabeth eliza liz beth bethany patricia pamela paula penelope priscilla rosa rose sally sheila sonia stacey susanna tracy ursula
  valerie vivian yvonne avril antony's antonia aylin zainab fatima aisha amina leila mariam miriam naomi noor priya sushma indira angelina
  loretta donna tulsi elise kamala condoleezza madeleine nikki samantha linda jen jennifer karine sabrina hyonhee josephine dianne barbara
  dorothy lucy daisy ella eva evita greta ingrid katja lena lyse mette monika petra sigrid silvia simone ana carmen beatriz claudia gabriela
  isabel lucia luisa mercedes pilar yoko keiko akiko yuko naoko haruka sanae tomoko yuriko`.split(/\s+/u),
);
const MALE = new Set(
  `abraham ahmet aidan akira alan alastair alban alberto aldo alec alejandro alessandro alfred alistair ambrose amir amos anders andre
  andreas angus anselm arkady armand arne arno arturo asger august augustin axel baptiste barnaby barry bartholomew basil bastian benedict
  benoit bernard bernd bertrand bjarne bogdan boleslav bram brendan bruno callum calvin casimir cedric cesar christof christoph ciaran
  clarence claude clemens clement clifford clive colin conor cornelius craig cyril dale damian damien darren declan denis dermot desmond
  dieter dirk dominic donal dorin duncan dwight edgar edmund eduardo edwin egil einar eirik elias elliot emil emilio enrico enrique eoin
  erich ernest ernst ezra felix ferdinand fergal fergus finn florian francesco francisco frans franz frederick frederik friedrich fritz
  gareth gaston geoffrey gerard gerhard gideon gilbert giles giorgio giuseppe glenn godfrey graham greg guillaume gunnar gunther gus gustav
  guy haakon hamish harald hector heinrich helmut hendrik henning henrik herbert herman hubert humphrey ignacio ingmar iolo isaac ivar
  jaap jacob jakob jan janusz jarvis jasper javed jean-luc jeroen jerome jim joachim joakim joao joel johan johann johannes jonas jorge
  josef julian julius jurgen kai kaspar kenji kieran klaas knut kofi kristian kwame lachlan lance laszlo laurent leif leonardo leopold
  liam lorenzo lothar luc luca lucas lucien ludwig luke maarten malachy malcolm manfred marcel marco marcus marek mario marius matthias
  maurice mehmet michal michel mikael milan milos mohan moritz morten murray mustafa nico niels nikola niklas noel norbert norman oisin
  ola olaf orlando osvaldo otis padraig paolo pascal patrik percy philipp philippe piers pierce piotr quentin radomir radu rafael ralf ramon
  raoul rashid raul reginald reinhard rene ricardo riccardo rolf roland ronan rory ross rowan rudolf rufus rune salvatore samir sandro
  santiago sebastian sergio seth sidney sigurd silas simeon soren stefan stefano stellan stig sven tadeusz tariq teodor terence thaddeus
  theo theodore thierry thorsten timofey tom tomas tomasz tor torsten trevor tristan uwe valentin vaclav vernon vincenzo vsevolod walt
  walter warren wenceslas werner wilfred wilhelm winston wojciech wolfgang yannick yaroslav yves zoltan james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven stephen paul
  andrew joshua kenneth kevin brian george timothy tim ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan larry justin scott
  brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter
  kyle ethan walter noah jeremy christian keith roger terry gerald harold sean austin carl arthur lawrence dylan jesse jordan bryan billy
  joe bruce gabriel logan albert willie alan juan wayne elijah randy roy vincent ralph eugene russell bobby mason philip louis barack bernie
  ted mitt jeb marco ben mike tom bill bob jim dick ron rand chris newt rudy harry mitch chuck kurt antony lloyd jake sergei sergey vladimir
  dmitry dmitri mikhail alexei alexey nikolai nikolay andrei andrey boris igor oleg yuri viktor victor pavel ivan vasily vassily maxim maksim
  konstantin anton denis egor gennady georgy grigory kirill leonid roman stanislav valery vitaly volodymyr oleksandr oleksiy mykola petro
  dmytro ostap taras bohdan arkady xavier pierre jean-pierre francois emmanuel nicolas jacques olivier hans klaus olaf jens lars erik magnus
  bjorn giovanni luigi matteo pedro carlos luis miguel javier fernando pablo diego antonio manuel shinzo fumio taro haruto hiroshi kenji takashi
  yoshihide shigeru ahmed mohammed muhammad mohamed ali hassan hussein omar khalid ibrahim yusuf recep narendra rajnath imran simon curtis tobias
  russ danny dean dan derek trey jimmy johnny jon ken phil ray rick steve stuart ian neil nigel oliver rupert tony gavin rishi keir boris
  bashar benjamin ehud naftali yair hamid ashraf wang's abdel fred harvey howard hugo ivo leo leon louis martin max milo oscar otto rex rod`.split(
    /\s+/u,
  ),
);

/** "f" or "m" by the given name, Russian patronymic-style surnames included ("Zakharova"); null when unknown. */
export function genderOfName(name: string): 'f' | 'm' | null {
  const words = name.toLowerCase().split(/\s+/u);
  for (const word of words.slice(0, -1)) {
    if (FEMALE.has(word)) return 'f';
    if (MALE.has(word)) return 'm';
  }
  const last = words.at(-1) ?? '';
  if (words.length > 1 && /(?:ova|eva|ina|skaya|aya|yeva)$/u.test(last)) return 'f';
  if (words.length > 1 && /(?:[^aeiou]ov|[^aeiou]ev|yev|sky|skiy|skyy|enko's)$/u.test(last)) return 'm';
  return null;
}
