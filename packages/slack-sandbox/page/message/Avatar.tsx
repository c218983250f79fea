import type { ReactNode } from 'react';
import type { ShownPerson } from '../../server/screen.ts';
import { Icon } from '../parts/Icon.tsx';

const shades = 8;

/** A person's initials on their own color; the name is next to it, so screen readers skip it. */
export function Avatar({ person }: { readonly person: ShownPerson }): ReactNode {
  const name = person.realName || person.name;
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => word.charAt(0).toUpperCase());
  const sum = [...person.id].reduce((total, letter) => total * 31 + (letter.codePointAt(0) ?? 0), 7);
  const shade = person.role === 'bot' ? 'app' : String(sum % shades);
  return (
    <span className="avatar" data-shade={shade} aria-hidden="true">
      {person.role === 'bot' ? <Icon name="app" /> : initials.join('')}
    </span>
  );
}
