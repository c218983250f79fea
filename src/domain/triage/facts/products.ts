import type { PostedIncident } from '../observation.ts';

/** Intercom products that aren't its REST API. Fin only with a capital: it's a word in other languages. */
const products = [
  /\bFIN\b|\bFin\b(?!\.)/g,
  /\b(?:inbox(?:es)?|help ?desk|messengers?|articles?|help cent(?:er|re)s?|knowledge (?:base|hub)|copilot|news|surveys?|checklists?)\b/gi,
  /\b(?:e-?mails?|whatsapp|sms|phone|calls?|voice|switch|facebook|instagram|twitter|salesforce|slack)\b/gi,
  /\b(?:workflows?|macros?|outbound|series|campaigns?|banners?|product tours?|tooltips?|push notifications?|chatbots?|bots?)\b/gi,
  /\b(?:reports?|reporting|dashboards?|tickets?|billing|subscriptions?|mobile (?:apps?|sdks?|clients?|push)|ios|android|app store)\b/gi,
];

/** Places in a sentence where the words of a product's name mean something else. */
const prose: readonly RegExp[] = [
  /\b(?:investigating|receiv(?:ing|ed)|aware of|seeing|follow(?:ing|s)|had|have|got|getting|multiple|several|numerous|some|more|many|few|new|initial|earlier|first|customers?|users?|teammates?|isolated) reports?\b(?! (?:page|tab|are|is|not|data))/gi,
  /\breports? (?:of|that|from|about|indicating|suggesting|by|regarding|related)\b/gi,
  /\b(?:am|are|is|was|were|been|being|be|have|has|customers?|users?|people|teammates?|some|also|currently|they|who|you) reporting\b/gi,
  /\breport (?:it|them|this|any|to|issues?|problems?)\b|\bplease report\b|\bseries of\b/gi,
  /\be-?mails? (?:us|our|me|support|the support|help)\b|\b(?:us|support|contact\w*|reach\w*|team|out) (?:by|via|through|over|on) (?:e-?mail|phone|chat)\b/gi,
  /\be-?mail(?:ing|ed)? (?:all |the |affected |our |every )*(?:customers?|users?|you|everyone|admins?)\b/gi,
  /\b(?:support|open|raise|submit|file|create|log) (?:an? )?(?:support )?tickets?\b|\b(?:phone|call) us\b/gi,
  /\b(?:api|http|https|rest|webhook|network|backend|database|function|remote|rpc|service)[- ]calls?\b|\bcalls? (?:to|into|against)\b/gi,
  /\boutbound (?=connect|request|traffic|network|http|call|webhook|internet)/gi,
  /\b(?:this|an|our|the following|help) articles?\b|\bgood news\b|\bnews (?:as|when|soon)\b|\bswitch(?:ed|ing)? (?:to|over|back)\b|\b(?:network|core|data ?cent(?:er|re)) switch(?:es)?\b/gi,
];

/** Other companies' APIs that Intercom's products use. */
const foreignApis =
  /\b(open ?ai|anthropic|claude|whatsapp|facebook|meta|instagram|twitter|salesforce|hubspot|slack|zendesk|stripe|twilio|google|microsoft|shopify|jira|javascript|js|messenger)(?:['’]s)?(?: (?:business|cloud|graph|messages|messaging|platform))? apis?\b/gi;

const apiWords = /\bapis?\b|developer|\brest\b(?! of)/i;
const wholeOfIntercom: readonly RegExp[] = [
  /\b(?:full|complete|total|entire) (?:platform|system|service|site) (?:outage|downtime|disruption)\b/i,
  /\b(?:affecting|impacting) intercom\b(?! (?:fin|inbox|messenger|articles|phone|help))/i,
  /\b(?:all|every|entire|whole|multiple|most|many|several|various)(?: of)?(?: the| our)?(?: intercom(?:['’]s)?)? (?:services?|products?|components?|systems?|platform|applications?)\b/i,
  /\bintercom(?:\.com)?(?: (?:platform|app|application|services?|website)(?:,? and apps?)?)?(?: (?:is|are|was|has been|currently|partially|completely|fully|entirely))* (?:down|unavailable|outage|inaccessible|unreachable|offline|degraded|disruption|(?:not|isn['’]t) (?:loading|working|available|accessible|responding|reachable))\b/i,
  /\b(?:access|load|reach|us|open|connect|logg?|sign)(?:ing|e)? (?:(?:to|in|into|on|onto) )*intercom\b(?! (?:fin|inbox|messenger|articles|phone))/i,
  /\bintercom(?: is| are)? (?:experiencing|having|seeing|suffering)(?: from)?(?: an?)?(?: \w+)? (?:outage|disruption|downtime)\b(?! (?:of|with|in|on|for) )/i,
  /\b(?:platform|site|system|service|company)[- ]wide\b|^intercom(?: services?)?$/i,
  /\b(?:outage|disruption|downtime) (?:of|across|affecting|impacting) (?:all of |the whole of )?intercom\b/i,
];

/** What a posted incident is about, judged by its title and components. */
export type Concern = 'api' | 'whole' | 'product' | 'general';

/** Judges it as a person reads it: by what it names, not by what its words could be the names of. */
export function concernOf({ title, components }: PostedIncident): Concern {
  const read = plainly(title);
  const named = productsIn(read);
  if (apiWords.test(plainly([title, ...components].join(' · ')))) return 'api';
  if (wholeOfIntercom.some((test) => test.test(read)) || named >= most) return 'whole';
  if (named > 0) return 'product';
  const touched = components.filter((one) => productsIn(plainly(one)) > 0);
  if (touched.length >= most) return 'whole';
  return touched.length > 0 && touched.length === components.length ? 'product' : 'general';
}

/** This many products at once are Intercom as a whole, not one product of it. */
const most = 4;

const productsIn = (text: string) =>
  new Set(products.flatMap((product) => text.match(product) ?? []).map((name) => name.toLowerCase())).size;

const plainly = (text: string) =>
  prose.reduce((left, words) => left.replace(words, ' '), text.replace(foreignApis, '$1'));
