type Page = { byline: string[]; outlet: string | null };

const BIO =
  /^(?:[’']s\b|[,]? (?:is|was|has been|has|covers|reports|works|writes|joined|teaches|lives|serves|can be reached)\b)/;

/** "Mara Lund is the paper's shipping editor.": an author of the page, told of in a short paragraph without quotation marks. */
export function isAboutAuthor(text: string, page: Page): boolean {
  if (text.length > 400 || /["“”]/.test(text)) return false;
  return page.byline.some((name) => {
    if (name.length < 5 || !name.includes(' ')) return false;
    const first = name.slice(0, name.indexOf(' '));
    return [name, first].some((start) => text.startsWith(start) && BIO.test(text.slice(start.length)));
  });
}

const WRITER =
  /^(?:the (?:author|writer|columnist)|(\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,3})) is (?:a|an|the|our)\b[^.]{0,100}\b(?:reporter|correspondent|editor|columnist|fellow|analyst|journalist|freelancer?|contributor|professor|researcher|author|writer|diplomat|critic|photographer)\b/iu;

/**
 * "The writer is a former diplomat.", "Mara Lund is a fellow at the Quill Institute.": a last paragraph on somebody whom the
 * text before it never names. One whom it does name is a speaker.
 */
export function isAboutWriter(text: string, before: string): boolean {
  if (text.length > 300 || /["“”]/.test(text)) return false;
  const found = WRITER.exec(text);
  if (!found) return false;
  const surname = found[1]?.split(' ').at(-1);
  return surname === undefined || !before.includes(surname);
}

const ABOUT_US =
  /\b(?:partners? with|in partnership|is (?:a|an|the) .{0,80}\b(?:program(?:me)?|project|non-?profit|news ?(?:paper|site|room)|publication|magazine|website|member|part)|newsletter|sign up|subscri|our (?:journalism|reporting|readers)|brings? you|to bring you)\b/i;

/** What an outlet says of itself at the end: a slogan ("THE LEDGER – NEWS FOR ALL") or a sentence on partners and letters. */
export function isAboutOutlet(text: string, page: Page): boolean {
  if (page.outlet === null || page.outlet.length < 4 || text.length > 300 || /["“”]/.test(text)) return false;
  if (!text.toLowerCase().startsWith(page.outlet.toLowerCase())) return false;
  return ABOUT_US.test(text) || (text.length <= 120 && !/[.!?]$/.test(text));
}

/** "About Acme Shipping": the heading of a press release's or an outlet's portrait of itself, which ends the text. */
export function opensAbout(text: string, page: Page): boolean {
  if (/^about (?:us|the (?:author|company|publisher)s?)\s*:?$/i.test(text)) return true;
  return (
    (page.outlet !== null && text.toLowerCase() === `about ${page.outlet.toLowerCase()}`) ||
    /^About (?:the )?\p{Lu}[\p{L}&.-]*(?: \p{Lu}[\p{L}&.-]*){0,4}\s*:?$/u.test(text)
  );
}
