import { useRef, useState } from 'react';
import { objectsOf, stringOf } from '../../read.ts';
import { type Option, type OptionGroup, optionOf, ownOptions } from '../options.ts';
import type { ControlProps } from './control.ts';

/** Slack asks once three characters were typed, unless `min_query_length` says otherwise. */
const usualLength = 3;

type Suggested = {
  /** What the app offers for what was typed; null where the element offers its own options. */
  readonly groups: readonly OptionGroup[] | null;
  /** Everything that was offered before or stands in the element, so that what is chosen has its label. */
  readonly known: readonly Option[];
  /** Called with each change of what is typed; null where nobody is asked. */
  readonly onType: ((typed: string) => void) | null;
};

/** Asks the app for the options of an external select while somebody types; only the last answer counts. */
export function useSuggested({ element, onSuggest }: ControlProps): Suggested {
  const [groups, setGroups] = useState<readonly OptionGroup[]>([]);
  const [known, setKnown] = useState<readonly Option[]>([]);
  const last = useRef('');
  if (!stringOf(element.type).endsWith('external_select')) return { groups: null, known: [], onType: null };
  const { min_query_length: least } = element;
  const initial = [...objectsOf([element.initial_option ?? null]), ...objectsOf(element.initial_options)];
  const onType = async (typed: string) => {
    last.current = typed;
    const isEnough = [...typed].length >= (typeof least === 'number' ? least : usualLength);
    const answer = isEnough ? await onSuggest(typed) : null;
    if (last.current !== typed) return;
    const offered = answer === null ? [] : ownOptions(answer);
    setGroups(offered);
    setKnown((before) => [...offered.flatMap(({ options }) => options), ...before]);
  };
  return {
    groups,
    known: [...known, ...initial.map(optionOf)],
    onType: (typed) => void onType(typed),
  };
}
