import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { labelOf, stringOf } from '../read.ts';
import { safeLink } from '../text/safe-link.ts';

/** A video as its picture with a link: the page plays nothing from other hosts. */
export function Video({ block }: { readonly block: JsonObject }): ReactNode {
  const link = safeLink(stringOf(block.title_url)) ?? safeLink(stringOf(block.video_url)) ?? '#';
  return (
    <figure className="picture">
      <figcaption>
        <a href={link} target="_blank" rel="noopener noreferrer">
          {labelOf(block.title)}
        </a>{' '}
        {labelOf(block.description)}
      </figcaption>
      <img src={stringOf(block.thumbnail_url)} alt={stringOf(block.alt_text)} />
    </figure>
  );
}
