/** The kinds of lines that stand around an article's prose. */
export type Furniture =
  | 'advertisement'
  | 'credit'
  | 'mark'
  | 'related'
  | 'follow'
  | 'share'
  | 'comments'
  | 'byline'
  | 'stamp'
  | 'caption'
  | 'copyright'
  | 'republication'
  | 'standards'
  | 'tags'
  | 'contact'
  | 'player';

/**
 * `whole`: the line is nothing else (a closing stop or colon aside). `start`: the line begins so, and is short. `soft`: a
 * line in which somebody says something is prose all the same ("Follow us, the guide said.").
 */
export type Phrases = { kind: Furniture; soft: boolean; whole: string[]; start: string[] };

const NETWORK =
  '(?:twitter|x|facebook|instagram|whatsapp|telegram|google(?: news)?|linkedin|tiktok|youtube|threads|mastodon|bluesky)';

export const PHRASES: Phrases[] = [
  {
    kind: 'advertisement',
    soft: false,
    whole: [
      '[[(—–-]*\\s*(?:(?:paid )?advertisements?|advertising|advert|ad|ads|sponsored(?: content| by\\b.{0,60})?|paid (?:content|post)|promoted content|anzeige|publicidad|publicité|reklama)\\s*[\\])—–-]*',
      'advertisement feature|ad feedback|remove ads?|loading(?: content)?(?: ?\\.\\.\\.|…)?|(?:this|the) slideshow requires javascript|continue reading',
    ],
    start: [
      '(?:story|article|content|text) continues (?:below|after)\\b',
      '(?:scroll|continue) (?:down )?(?:for more|to continue)\\b',
      '(?:continue|keep) reading (?:below|the main story)\\b',
      'skip (?:advertisement|ad|past)\\b',
      'swipe (?:for|to)\\b',
    ],
  },
  {
    kind: 'mark',
    soft: false,
    whole: [
      '[[(]?\\s*(?:-?ends?-?|end of (?:story|article)|-?30-?|###)\\s*[\\])]?',
      '\\((?:refiles|updates|adds|recasts|corrects|rewrites|releads|removes|repeats|writes through)\\b[^()]{0,160}\\)',
      '[\\s_*•·■◆●▪~=#+|.\\-–—]+',
    ],
    start: [],
  },
  {
    kind: 'share',
    soft: true,
    whole: [
      '(?:share|tweet|e-?mail|print|whatsapp|facebook|twitter|linkedin|reddit|copy (?:the )?link|link copied|save|bookmark|listen|pin ?it|messenger|telegram|gift(?: this article)?|x|flipboard|like|send|more|close|menu|search|subscribe|log ?in|sign ?in|sign ?up|register)(?:[\\s,|/·•]+(?:share|tweet|e-?mail|print|whatsapp|facebook|twitter|linkedin|reddit|copy link|save|listen|pinterest|messenger|telegram|x|flipboard|this|article|story|on|via|comments?|\\d+))*!?',
      'share (?:this(?: (?:article|story|post|page|video))?|via|with (?:friends|us)|on|your (?:thoughts|views|story))\\b.{0,40}',
      '(?:click|tap) (?:here )?to (?:share|print|email|copy|listen|play|watch)\\b.{0,60}',
    ],
    start: [],
  },
  {
    kind: 'comments',
    soft: true,
    whole: [
      '(?:(?:view|see|leave|post|add|read|show|hide|load|join|write|all) )?(?:(?:\\d+|a|the|all|more|your) )?(?:comments?|replies|reactions|conversation)(?: ?\\([\\d+]+\\))?',
      'what do you think\\?',
      'have your say',
    ],
    start: [
      'comments? (?:are closed|have been (?:closed|disabled)|on this (?:article|story)|policy|are moderated)\\b',
      '(?:please )?(?:log|sign) in to\\b',
      'be the first to (?:comment|know|share|like|review|hear)\\b',
      'join the (?:conversation|discussion|debate)\\b',
      'report an? (?:error|typo|correction|mistake)\\b',
      '(?:found|spotted|see) (?:a|an) (?:mistake|error|typo)\\b',
    ],
  },
  {
    kind: 'follow',
    soft: true,
    whole: [
      'donate(?: now| today)?|reuse this content|(?:you can )?unsubscribe (?:at any time)?',
      'if you (?:enjoyed|liked) this (?:article|story|piece)\\b.{0,120}',
      'get (?:the )?latest news (?:on|in|to|from)\\b.{0,60}',
      '(?:please )?(?:follow|like|find|join|connect with)\\b.{2,160} on (?:our )?(?:official )?' +
        NETWORK +
        '\\b.{0,120}',
      '(?:breaking )?news e-?mails?|newsletters?|want more\\b.{0,60}\\?',
    ],
    start: [
      '(?:please )?(?:follow|like|find|connect with) (?:us|me|@)',
      'sign up (?:to|for|here|now|today)\\b',
      'subscribe (?:to|now|for|today|here)\\b',
      'get (?:the|our|all the|more|breaking)\\b.{0,80}\\b(?:newsletter|inbox|app|alerts?|e-?mail)',
      'download (?:the|our) .{0,40}\\bapp\\b',
      'stay (?:up to date|informed|connected|tuned)\\b',
      "don['’]t miss\\b.{0,80}\\b(?:newsletter|subscribe|sign up|update|channel|app)\\b",
      'already a (?:subscriber|member)\\b',
      'become a (?:member|subscriber|supporter)\\b',
      'support (?:our|independent) (?:journalism|work|reporting|newsroom)\\b',
      'to receive\\b.{0,80}\\bnewsletter',
      'enter your e-?mail\\b',
      'by (?:signing up|providing|subscribing|clicking|submitting|registering|continuing)\\b.{0,60}\\b(?:you|i) (?:agree|accept|consent|confirm|acknowledge)',
      'this site is protected by recaptcha',
      '(?:this|our) (?:web)?site uses cookies',
      'thank(?:s| you) for (?:subscribing|signing up|reading)\\b',
      'join (?:our|the)\\b.{0,60}\\b(?:channel|group|newsletter|community)\\b',
      'let (?:our|the) news meet your inbox',
      '(?:our|the) (?:daily|weekly|free|morning|evening) newsletter\\b',
      '(?:click|tap) here (?:to|for)\\b',
      'for (?:more|all) (?:the )?(?:latest )?(?:news|stories|updates|coverage|information)\\b.{0,80}\\b(?:visit|follow|download|subscribe|click|go to|sign up|check out)\\b',
    ],
  },
  {
    kind: 'copyright',
    soft: true,
    whole: ['all rights reserved', '[^.]{0,60}\\ball rights reserved'],
    start: [
      '©',
      '\\(c\\) ?(?:copyright|\\d{4})',
      'copyright\\s*(?:©|\\(c\\)|\\d|(?-i:\\p{Lu}))',
      '(?:this (?:material|content|article|document|report)|no part of this)\\b.{0,60}\\b(?:may not be|subject to copyright|published, broadcast|be reproduced)',
      'unauthori[sz]ed (?:redistribution|reproduction|use)\\b',
      'for (?:reprint|syndication|licensing) (?:rights|permission)',
    ],
  },
  {
    kind: 'republication',
    soft: true,
    whole: [
      'this (?:article|story|report|piece|post|column|interview|essay|version|text)(?: of [^.]{2,40})? (?:was|is|has been|first|originally)\\b.{0,30}\\b(?:published|appeared|produced|republished|reproduced|reprinted|syndicated|provided|posted|adapted|generated|distributed)\\b[^,;]{0,160}',
      'this (?:article|story|report|post|piece) (?:was|is|has been) (?:last )?updated\\b.{0,200}',
      '(?:h/t|hat tip)\\b.{0,80}',
      '(?:originally|first) (?:published|appeared) (?:by|in|on|at)\\b[^,;]{0,100}',
      '(?:republished|reproduced|reprinted) (?:with|from|by|under|courtesy)\\b.{0,140}|courtesy of [^.]{2,60}',
      'read (?:the|our) (?:original|full)\\b.{0,40}',
      '(?:some |additional )?(?:information|material) (?:for|in|contained in) this (?:report|story|article) (?:came|comes|was|were|is)\\b.{0,120}',
    ],
    start: ['(?:the )?(?:views|opinions) expressed\\b', 'views (?:are|expressed)\\b.{0,40}\\bown\\b'],
  },
  {
    kind: 'standards',
    soft: true,
    whole: [
      'this is a developing (?:story|news story|situation)\\b.{0,100}|developing story\\b.{0,80}|(?:breaking news\\W+)?more to follow|(?:please )?check back for (?:more )?updates',
      '(?:this|the) (?:article|story|report) (?:is also available|appeared|ran) in\\b.{0,100}|(?:read|view) this (?:article|story|page) in \\p{L}+',
      '(?:this|the) (?:translation|article|text) (?:was|is) (?:made|translated|generated) (?:by|with|using)\\b.{0,80}',
      '[^.]{2,50} is not responsible for the content of external (?:sites|websites|links)\\b.{0,60}',
      '(?:(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice))(?: \\| )?){1,3}|all (?:photos|images|pictures) (?:by|©|courtesy of) [^.]{2,60}|text size|print this (?:page|article|story)|(?:a ){1,4}a',
      'reviewed by [^.]{2,40}',
      'fact[- ]check(?:ed)? by [^.]{2,40}',
      'about (?:the (?:author|writer)s?|us)',
      'in print',
      'highlights',
      'citation: .{2,300}',
      '(?:editorial|reporting) (?:standards|policy)',
    ],
    start: [
      'our standards\\s*:',
      'acquire licensing rights',
      'why you can trust\\b',
      'disclaimer\\b',
      'disclosure\\s*:',
      'print edition\\b',
      '(?:appeared|published) in (?:the )?print edition\\b',
      'a version of this (?:article|story) (?:appears|appeared|first)\\b',
    ],
  },
  {
    kind: 'tags',
    soft: false,
    whole: [
      '#\\p{L}[\\p{L}\\d_]*(?:[ ,]+#\\p{L}[\\p{L}\\d_]*)*',
      '(?:topics?|tags?|keywords?|categor(?:y|ies)|filed under|labels?|sections?|related topics|tags ?/ ?keywords)\\s*[:;：].{0,300}',
      'topics?|tags?|keywords?|filed under|in this article|companies|people mentioned',
      '[^|.!?]{2,60}(?:\\s\\|\\s[^|.!?]{2,60}){2,8}',
    ],
    start: [],
  },
  {
    kind: 'contact',
    soft: true,
    whole: [
      '\\[email protected\\]',
      '(?:do you have information|have something to say|have a question|want to comment)\\b.{0,160}',
      "(?:[\\p{L} ,.'’:-]{0,60}:?\\s)?[\\w.+-]{1,60}@[\\w-]{1,60}(?:\\.[\\w-]{1,30}){1,4}\\)?",
      '\\(?\\s*@\\w{2,30}\\s*\\)?',
      '(?:https?://|www\\.)\\S{3,200}',
      "(?:contact|reach|write to|e-?mail) (?:us|me|the (?:author|reporter|writer|newsroom|editors?)|him at|her at|[\\p{L} .'’-]{2,50} (?:at|on) \\S+@)\\b.{0,200}",
    ],
    start: ['(?:have|got|do you have) a (?:news )?(?:tip|story)\\b'],
  },
  {
    kind: 'player',
    soft: false,
    whole: [
      '\\d{1,2}[ -]?min(?:ute)?s?(?: read| listen)?',
      '(?:estimated )?(?:reading|read) time\\b.{0,30}',
      '\\d{1,3}(?:,\\d{3})* (?:views?|shares?|comments?|likes?|reads?|words)',
      '(?:listen to|hear) (?:this |the )?(?:article|story)\\b.{0,40}|(?:listen|watch)(?: now| live)?',
      'play (?:video|audio)|video (?:player|unavailable|caption)\\b.{0,80}|now playing\\b.{0,60}',
      '\\d{1,2}:\\d{2}(?:\\s*/\\s*\\d{1,2}:\\d{2})?',
      'view (?:gallery|slideshow|photos|more|all)\\b.{0,40}|photo gallery|(?:see|show|load|read) (?:more|less|all)(?: photos?| images?)?',
      '(?:image |photo |slide )?\\d+ (?:of|/)(?: /)? \\d+|(?:hide |toggle )?caption|enlarge(?: this)?(?: image)?|toggle\\b.{0,40}',
      'back to top|top of page|exclusive|breaking(?: news)?|live updates?|opinion|analysis|premium|key points?|in depth',
    ],
    start: [],
  },
];

/** Lines that announce headlines of other articles; alone on a line, so that the lines after them are those headlines. */
export const OPENERS = [
  'next in\\b.{0,40}',
  'others? (?:also |are )?read(?:ing)?',
  '(?:related|more|recommended|suggested|similar|popular|trending|latest|top|other|further|featured|most)(?: \\p{L}+){0,2} (?:stor(?:y|ies)|articles?|news|coverage|reading|content|posts?|topics?|links?|videos?|headlines|reports?)(?: (?:on|about|from|in|for)\\b.{0,50})?',
  "(?:the )?editor(?:s|['’]s|s['’])? (?:picks?|choice|recommend.{0,12})|(?:our )?(?:top )?picks|digg picks.{0,20}",
  'related|recommended(?: for you)?|in other news|what to know|read this next|see also|read (?:also|more|next|on)|also read|read (?:more|also) (?:on|about|from)\\b.{0,50}',
  "you (?:may|might|will|['’]ll) (?:also )?(?:like|be interested|enjoy|want)\\b.{0,30}",
  "what to read next|up next|don['’]t miss|keep reading|further reading|must[- ]reads?|just in|in case you missed it",
  'most (?:read|popular|viewed|shared|recent|commented|watched)(?: \\p{L}+){0,4}',
  'trending(?: now)?|popular (?:now|in)\\b.{0,30}|latest(?: (?:from|in)\\b.{0,40})?',
  'more (?:from|on|in|like|for you|about|to read)\\b.{0,50}|more coverage|more [\\p{L} -]{2,30} (?:coverage|news|stories)\\b.{0,40}',
  'also (?:in|on)\\b.{0,40}|elsewhere on\\b.{0,40}|(?:from|around) the web|sponsored (?:links|stories)|promoted stories',
  'explore more(?: on these topics)?|(?:related )?topics|tags|comments',
];

/** Labels before another article's headline in one line: "SEE ALSO: Fog holds up the barges". */
export const LABELS = [
  'see also|read also|also read|read more|read next|read|more|related(?: (?:story|article|link|news|reading|coverage|video))?',
  "recommended|don['’]t miss|must[- ]read|most read|featured|trending|watch(?: now| live)?|listen|in pictures|explainer",
  "also on \\p{L}+|go deeper|up next|previous(?:ly)?|editor['’]s pick|in case you missed it|icymi",
];
