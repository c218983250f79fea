/** Replacements for Latin letters that aren't an accented letter of a to z. */
const written: readonly (readonly [ascii: string, letters: string])[] = [
  ['a', 'ɐɑɒʌᴀᵄᵅᶏᶐᶛᶺⱥꞻꬰꭤ'],
  ['aa', 'ꜳ'],
  ['ae', 'æǣǽᴁᴂᴭᵆꞛꬱ'],
  ['ao', 'ꜵ'],
  ['au', 'ꜷ'],
  ['av', 'ꜹꜻ'],
  ['ay', 'ꜽ'],
  ['b', 'ƀƃɓʙᴃᴯᵬᶀꞗꞵ'],
  ['c', 'ƈǀȼɕᴄᶝↄꜿꞓꞔ'],
  ['d', 'ðđƌȡɖɗᴅᴆᵭᶁᶑᶞẟꝱꝺꟈ'],
  ['db', 'ȸ'],
  ['dz', 'ƻʣʥꭦ'],
  ['dzh', 'ʤ'],
  ['e', 'ǝɇɘəɛɜᴇᴈᴲᵊᵋᵌᶒᶓᶔᶕᶟₔⱸⱻꬲꬳꬴ'],
  ['er', 'ɚɝ'],
  ['f', 'ƒɸᵮᶂᶲⅎꜰꝼꞙꟻꬵ'],
  ['fng', 'ʩ'],
  ['g', 'ǥɠɡɢɣʛˠᵷᵹᶃᶢꞡꟑꬶ'],
  ['gh', 'ƣ'],
  ['h', 'ħɦɧʜʱⱨⱶꜧꞕꟶꟸꭜ'],
  ['hw', 'ƕ'],
  ['i', 'ıɨɩɪɿʅᴉᵎᵻᵼᶖᶤᶥᶦᶧꞽꟷꟾ'],
  ['ia', 'ꭠ'],
  ['ie', 'ꭡ'],
  ['j', 'ȷɉɟʄʝᴊᶡᶨ'],
  ['k', 'ƙʞᴋᶄⱪꝁꝃꝅꞣ'],
  ['l', 'łƚƛȴɫɬɭʟᴌᶅᶩᶪᶫⱡꝇꝉꝲꞎꟛꬷꬸꬹꭝꭞ'],
  ['ll', 'ỻꞁ'],
  ['ls', 'ʪ'],
  ['lz', 'ʫ'],
  ['lzh', 'ɮ'],
  ['m', 'ɱᴍᵯᶆᶬꝳꟽꟿꬺ'],
  ['n', 'ƞȵɲɳɴᴎᴻᵰᶇᶮᶯᶰꝴꞑꞥꬻ'],
  ['ng', 'ŋᵑꝿꬼ'],
  ['o', 'øǿɔɞɵᴏᴐᴑᴒᴓᴖᴗᵓᵔᵕᶗᶱⱷⱺꝋꝍꞷꟁꬽꬾꬿ'],
  ['oe', 'œɶʚᴔꞝꟹꭀꭁꭂꭢ'],
  ['oo', 'ꝏꭃꭄ'],
  ['ou', 'ȣᴕᴽ'],
  ['p', 'ƥᴘᵱᵽᶈꝑꝓꝕꟼ'],
  ['pc', 'ʘ'],
  ['q', 'ĸǃɋʗʠꝗꝙꞯ'],
  ['qc', 'ǂ'],
  ['qp', 'ȹ'],
  ['r', 'ɍɹɺɻɼɽɾʀʁʴʵʶᴙᴚᵲᵳᶉⱹꝛꝝꝵꝶꞃꞧꭅꭆꭇꭉꭋꭌꭨ'],
  ['rr', 'ꭈꭊ'],
  ['s', 'ȿʂᵴᶊᶳẜẝꜱꝭꝸꞅꞩꟊꟍꟗꟙ'],
  ['sh', 'ƪʃʆᶋᶘᶴꭍ'],
  ['ss', 'ß'],
  ['t', 'ŧƫƭȶʇʈᴛᵵᶵⱦꝷꞇ'],
  ['tc', 'ʨ'],
  ['th', 'þᵺꝥꝧ'],
  ['thth', 'ꟓ'],
  ['ts', 'ƾʦꭧ'],
  ['tsh', 'ʧ'],
  ['tz', 'ꜩ'],
  ['u', 'ɤɷʉʊᴜᴝᴞᵙᵾᵿᶙᶶᶷᶸꞹꞿꭎꭏꭒꭟ'],
  ['ue', 'ᵫꞟ'],
  ['ui', 'ꭐꭑ'],
  ['uo', 'ꭣ'],
  ['v', 'ʋᴠᶌᶹỽⱱⱴꝟꝩ'],
  ['vy', 'ꝡ'],
  ['w', 'ƿɯɰʍᴟᴡᵚᶭⱳꟃꟺꭩ'],
  ['ww', 'ʬꟕ'],
  ['x', 'ǁʖᶍꭓꭔꭕꭖꭗꭘꭙ'],
  ['y', 'ƴȝɏɥʎʏʮʯᶣỿꭚ'],
  ['z', 'ƍƶȥɀʐʑᴢᵶᶎᶼᶽⱬꝣ'],
  ['zh', 'ƺǯʒʓᴣᶚᶾ'],
];

const asciiOf: ReadonlyMap<string, string> = new Map(
  written.flatMap(([ascii, letters]) => [...letters].map((letter) => [letter, ascii] as const)),
);

/**
 * Converts lowercase Latin letters of any alphabet to a to z: accents are dropped (`é` is `e`), the others are
 * written as in any-ascii 0.3.3 (`ß` is `ss`, `ł` is `l`, `þ` is `th`). A character without such a replacement is
 * dropped.
 */
export const inAscii = (latin: string): string =>
  [...latin.normalize('NFKD')]
    .map((letter) => asciiOf.get(letter) ?? letter)
    .join('')
    .replace(/[^a-z]/g, '');
