import { describe, expect, it } from 'vitest';
import { furnitureOf, isTitleLike, opensRelated } from '../../src/article/furniture.ts';

describe('furnitureOf', () => {
  it.each([
    ['Advertisement', 'advertisement'],
    ['ADVERTISEMENT', 'advertisement'],
    ['- Advertisement -', 'advertisement'],
    ['Story continues below advertisement', 'advertisement'],
    ['(END)', 'mark'],
    ['___', 'mark'],
    ['* * *', 'mark'],
    ['(Reporting by Pell Osterby and Dana Wirth; Editing by Sunniva Strand)', 'credit'],
    ['(Additional reporting by Ifor Maddox in Lumen.)', 'credit'],
    ['Additional reporting by agencies', 'credit'],
    ['--additional reporting by Ifor Maddox', 'credit'],
    ['With inputs from AFP', 'credit'],
    ['Osterby reported from Lumen and Wirth from Ostmark City.', 'credit'],
    ['Associated Press writer Dana Wirth in Lumen contributed to this report.', 'credit'],
    ['Contributing: Dana Wirth', 'credit'],
    ['Follow us on WhatsApp: five stories before breakfast!', 'follow'],
    ['Follow Dana Wirth on X at @danawirth', 'follow'],
    ['Sign up for our morning newsletter: The Lantern Brief', 'follow'],
    ['By providing an e-mail address, I agree to the Terms of Use.', 'follow'],
    ['Share', 'share'],
    ['Facebook Twitter WhatsApp Email', 'share'],
    ['Leave a comment', 'comments'],
    ['12 Comments', 'comments'],
    ['By Pell Osterby and Dana Wirth in Lumen', 'byline'],
    ['BY PELL OSTERBY', 'byline'],
    ['14 Jun 2024', 'stamp'],
    ['Published: 4 September 2024, 18:40 | Updated: 4 September 2024, 19:05', 'stamp'],
    ['Posted: Fri 6:45 PM, Feb 16, 2018 |', 'stamp'],
    ['Updated at 1:23 p.m.', 'stamp'],
    ['3 hours ago', 'stamp'],
    ['Photo: Ines Caldwell', 'caption'],
    ['The night boat leaves Harrow on Monday. (AP Photo/Ines Caldwell)', 'caption'],
    ['Boats at the quay. Picture: Saltmarsh Radio', 'caption'],
    ['© 2024 Harrow Sound Post', 'copyright'],
    ['Copyright Harrow Sound Post. Unauthorized reproduction forbidden.', 'copyright'],
    ['This article was first published by Norvik and is republished under licence.', 'republication'],
    ['Some information in this report was provided by Norvik News Agency.', 'republication'],
    ['Our Standards: The Norvik Rules of Conduct.', 'standards'],
    ['Print edition, page 11', 'standards'],
    ['Tags / Keywords: Harbour , Ferry , Strike', 'tags'],
    ['Tide table | Harbour gallery | Letters', 'tags'],
    ['mara@lantern.example', 'contact'],
    ['Reporter’s e-mail: mara@lantern.example', 'contact'],
    ['5 min read', 'player'],
    ['Next In Regional News', 'related'],
    ['Others Also Read', 'related'],
    ['RELATED STORIES', 'related'],
    ['SEE ALSO: Fog holds up the coal barges', 'related'],
    ['READ MORE: Kim to visit the port, ministry says', 'related'],
  ])('%j is %s', (line, kind) => expect(furnitureOf(line)).toBe(kind));

  // Each begins or ends like a line above and is prose.
  it.each([
    'Advertisement spending fell by a tenth, the minister said.',
    'By providing shells, Pyongyang has earned hard currency.',
    'By Friday the ministry had answered none of the questions.',
    'Reporting by rights groups shows that the camps are still open.',
    'Editing by hand, the clerks needed three weeks.',
    'Follow the money, the prosecutor told the jury.',
    'Follow us, the guide said, and keep your heads down.',
    'Share prices in Lumen fell to their lowest since May.',
    'Share the burden, the president urged his allies.',
    'Sign up now or stay at home, the sergeant told them.',
    'Copyright law does not protect a speech.',
    'This report was published by the panel in March, and it names eleven ships.',
    'Images from the scene showed smoke over the harbour.',
    'Video from the port was shown on state television.',
    'Also in attendance was the defence minister.',
    'More in sorrow than in anger, she resigned.',
    'Related charges were dropped in April.',
    'Comments by the minister have angered the union.',
    'Topics ranged from grain to railways.',
    'Norvik reported from the scene that the troops had moved.',
    'On June 14, 2024, the two sides met again.',
    'In 2024.',
    'No.',
    '“No comment.”',
    'The end of the story is not yet written.',
    'Latest figures put the number at 1.9 million tonnes.',
    'Read the treaty, he said.',
    'Most read the treaty as a threat.',
    'Thirty people were hurt, three of them badly. /AP',
  ])('%j is prose', (line) => expect(furnitureOf(line)).toBeNull());
});

describe('headlines after an announcement', () => {
  it('takes questions for headlines and sentences for prose', () => {
    expect(isTitleLike('Will the ferry bridge ever open?')).toBe(true);
    expect(isTitleLike('Tarvia to hold talks with U.S.')).toBe(true);
    expect(isTitleLike('The ferry bridge will open in May.')).toBe(false);
    expect(isTitleLike('The minister said:')).toBe(false);
  });

  it('knows an announcement from a sentence', () => {
    expect(opensRelated('You may also like...')).toBe(true);
    expect(opensRelated('More on this story')).toBe(true);
    expect(opensRelated('More on this story was not known.')).toBe(false);
  });
});
