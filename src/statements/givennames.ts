/** Given names that tell a gender in English-language news, for "he" and "she". Nothing else rests on them. */
const FEMALE = new Set(
  `mary anna anne ann maria marie elena olga irina natalia natalya svetlana tatiana tatyana yulia julia larisa larysa lyudmila ludmila galina
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
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven stephen paul
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
