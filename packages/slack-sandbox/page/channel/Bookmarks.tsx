import type { ReactNode } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import { Icon } from '../parts/Icon.tsx';
import { EmojiSign } from '../text/EmojiSign.tsx';
import { safeLink } from '../text/safe-link.ts';

type Props = Pick<OpenChannel, 'bookmarks'>;

/** The bookmarks bar below a channel's header. */
export function Bookmarks({ bookmarks }: Props): ReactNode {
  if (bookmarks.length === 0) return null;
  return (
    <nav className="bookmarks" aria-label="Bookmarks">
      {bookmarks.map(({ title, link, emoji }) => (
        <a key={link + title} href={safeLink(link) ?? '#'} target="_blank" rel="noopener noreferrer">
          <span aria-hidden="true">
            {emoji === '' ? <Icon name="link" /> : <EmojiSign name={emoji.replaceAll(':', '')} />}
          </span>{' '}
          {title}
        </a>
      ))}
    </nav>
  );
}
