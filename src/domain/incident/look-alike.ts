/** What an incident is about, as far as is known: its title, and the leaf of the tree that its checks reached. */
export type About = { readonly title: string; readonly leaf: string | null };

/**
 * Whether two incidents are similar: they have the same diagnosis, or titles that share at least half of the words
 * that say what is affected. Words for how something fails (down, slow, late) don't count. Pure.
 */
export function looksAlike(one: About, other: About): boolean {
  if (one.leaf !== null && one.leaf === other.leaf) return true;
  const [a, b] = [subjects(one.title), subjects(other.title)];
  const least = Math.min(a.size, b.size);
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared * 2 >= least;
}

/** The words of a title that say what is affected, as they're written there. Pure. */
export const subjectWords = (title: string): string[] =>
  title.split(/\s+/u).filter((word) => subjects(word).size > 0);

/** The words of a title that say what is affected, without their endings. */
const subjects = (title: string): ReadonlySet<string> =>
  new Set(
    (
      title
        .normalize('NFKD')
        .replaceAll(/[\p{M}'’]/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    )
      .map(stem)
      .filter((word) => word.length > 1 && !empty.has(word) && !symptoms.has(word)),
  );

const stem = (word: string): string => {
  const bare = word.replace(/(?:ies|y)$/u, 'i').replace(/(?<=..[^su])s$/u, '');
  return bare.length > 5 ? bare.replace(/(?:ing|ed|er|e)$/u, '') : bare;
};

const words = (text: string): ReadonlySet<string> => new Set(text.split(' ').map(stem));

const empty = words(
  'a an and any all are as at be been but by can cannot cant do does doesn don for from get gets go goes got has have in into is isn it its no not nothing of off on only or our out over some still that the their them they this to too up us was we were when where which with won you your again new many most every incident issue issues problem problems outage intercom app production prod customers customer users user people eu us au',
);

/** Also verbs that every outage has: what loads, opens, sends, or shows. */
const symptoms = words(
  'down slow slowly slowness broken break breaks fail fails failed failing failure failures error errors erroring hang hangs hanging stuck late delay delays delayed missing lost lose blank empty wrong unavailable unreachable unresponsive degraded degradation timeout timeouts timing time out load loads loading loaded open opens opening show shows showing shown send sends sending sent work works working return returns returning respond responds responding high elevated rate rates increased latency drop drops dropping dead crash crashes crashing partial partially',
);
