import type { ReactNode } from 'react';

/** The strokes of each icon, on a 20 by 20 grid. */
const strokes = {
  archive: 'M3 5h14v3H3zM4 8v8h12V8M8 11h4',
  app: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM5 5l3 3M15 5l-3 3M5 15l3-3M15 15l-3-3',
  bolt: 'M11 2 4 11h5l-1 7 7-9h-5z',
  close: 'M5 5l10 10M15 5 5 15',
  file: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5M7.5 13h5',
  hash: 'M8 3 6.5 17M13.5 3 12 17M4 7.5h13M3 12.5h13',
  link: 'M8 12l4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  menu: 'M3 5h14M3 10h14M3 15h14',
  moon: 'M16 12.5A7 7 0 0 1 7.5 4a6.5 6.5 0 1 0 8.5 8.5z',
  more: 'M10 4.5v.01M10 10v.01M10 15.5v.01',
  people:
    'M7.5 4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.5 16c.5-3 2.5-4.3 5-4.3s4.5 1.3 5 4.3M13 4.5a2.6 2.6 0 0 1 0 4.700M14.5 12c1.700.5 2.700 1.900 3 4',
  pin: 'M7 3h6l-.8 5.200 2.8 2.8H5l2.8-2.8zM10 11v6',
  plus: 'M10 4v12M4 10h12',
  reply: 'M3.5 4h13v9H9l-3.5 3.5V13h-2z',
  send: 'M3 10 17 4l-4 13-3-5.5zM10 11.5 17 4',
  smile:
    'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.5 8.200v.01M12.5 8.200v.01M7 11.8c.8 1.400 1.8 2 3 2s2.200-.6 3-2',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1 1M14.700 14.700l1 1M4.3 15.700l1-1M14.700 5.3l1-1',
};

type Props = { readonly name: keyof typeof strokes };

/** An icon next to or instead of a word; the element around it has a label, so screen readers skip it. */
export function Icon({ name }: Props): ReactNode {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
