import type { ReactNode } from 'react';
import { emojiOf } from './emoji.ts';

type Stroke = { readonly d: string; readonly fill?: string; readonly stroke?: string };

const disc = 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z';
const dot = (fill: string): Stroke[] => [{ d: disc, fill }];

const thumb = '#f5c242';
const up =
  'M3 9h3v8H3zM7 9l3-6c1.5 0 2.2 1 1.8 2.6L11 8h5c1 0 1.6.9 1.4 1.9l-1.2 5.6c-.2.9-.8 1.5-1.7 1.5H7z';
const down =
  'M3 11h3V3H3zM7 11l3 6c1.5 0 2.2-1 1.8-2.6L11 12h5c1 0 1.6-.9 1.4-1.9l-1.2-5.6c-.2-.9-.8-1.5-1.7-1.5H7z';

/** Emoji that carry a message's meaning, drawn on a 20 by 20 grid: not every machine has an emoji font. */
const drawn: Readonly<Record<string, readonly Stroke[]>> = {
  '+1': [{ d: up, fill: thumb, stroke: 'none' }],
  '-1': [{ d: down, fill: thumb, stroke: 'none' }],
  large_green_circle: dot('#5aa845'),
  large_yellow_circle: dot('#f5c242'),
  large_orange_circle: dot('#ee8a1d'),
  large_blue_circle: dot('#4a9be0'),
  red_circle: dot('#d9304c'),
  white_circle: [{ d: disc, fill: '#f1f2f4', stroke: '#8a8f98' }],
  white_check_mark: [
    { d: 'M4.5 2.5h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2z', fill: '#4a9e43' },
    { d: 'M5.8 10.3l3 3 5.6-6.4', stroke: '#fff' },
  ],
  x: [{ d: 'M4.5 4.5l11 11M15.5 4.5l-11 11', stroke: '#d9304c' }],
  warning: [
    { d: 'M10 2.6 18 16.8H2z', fill: '#f5c242', stroke: '#f5c242' },
    { d: 'M10 7.5v4.5M10 14.6v.01', stroke: '#2b2410' },
  ],
  heavy_minus_sign: [{ d: 'M4 10h12', stroke: 'currentColor' }],
  grey_question: [{ d: 'M6.8 7.5a3.2 3.2 0 1 1 4.8 2.8c-1 .6-1.6 1.1-1.6 2.2M10 16v.01', stroke: '#8a8f98' }],
  pushpin: [
    { d: 'M10 10v8', stroke: '#8a8f98' },
    { d: 'M6.5 2.5h7l-.8 4.5 2.8 3.5h-11l2.8-3.5z', fill: '#d9304c' },
  ],
  rotating_light: [
    { d: 'M5.5 14V10a4.5 4.5 0 0 1 9 0v4z', fill: '#d9304c' },
    { d: 'M3.5 14h13v3.5h-13z', fill: '#6f7580' },
    { d: 'M10 1.5v1.5M3.5 4l1.2 1.2M16.5 4l-1.2 1.2', stroke: '#d9304c' },
  ],
  mag: [
    { d: 'M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', fill: '#bcdcf5', stroke: '#6f7580' },
    { d: 'M12.8 12.8 17 17', stroke: '#6f7580' },
  ],
  mega: [
    { d: 'M3 8h3l9-4.5v13L6 12H3z', fill: '#d9304c' },
    { d: 'M6 12.5l1.5 4.5', stroke: '#6f7580' },
  ],
  alarm_clock: [
    { d: disc, fill: '#f1f2f4', stroke: '#d9304c' },
    { d: 'M10 6v4.3l2.8 1.8', stroke: '#30343b' },
  ],
  zzz: [{ d: 'M3 11h5l-5 6h5M11 4h5.5L11 10.5h5.5', stroke: '#4a9be0' }],
  eyes: [
    {
      d: 'M6 4.5a3.3 5.5 0 1 0 0 11 3.3 5.5 0 0 0 0-11zM14 4.5a3.3 5.5 0 1 0 0 11 3.3 5.5 0 0 0 0-11z',
      fill: '#fff',
      stroke: '#8a8f98',
    },
    { d: 'M6.3 9v2.5M14.3 9v2.5', stroke: '#30343b' },
  ],
};

type Props = {
  /** Slack's name, without colons. */
  readonly name: string;
  /** What to show for an unknown emoji. */
  readonly otherwise?: string;
};

/** An emoji by its name: drawn, else its character, else `:name:`. */
export function EmojiSign({ name, otherwise = `:${name}:` }: Props): ReactNode {
  const strokes = drawn[name];
  if (strokes === undefined) return <span>{emojiOf(name) ?? otherwise}</span>;
  return (
    <svg className="emoji" viewBox="0 0 20 20" role="img" aria-label={name.replaceAll('_', ' ')}>
      {strokes.map(({ d, fill = 'none', stroke }) => (
        <path key={d} d={d} fill={fill} stroke={stroke} />
      ))}
    </svg>
  );
}
