import { useRef, useState } from 'react';
import { objectsOf, stringOf } from '../../read.ts';
import { type Option, type OptionGroup, optionOf, ownOptions } from '../options.ts';
import type { ControlProps } from './control.ts';

/** Slack asks the app once three characters are typed, unless `min_query_length` says otherwise. */
const usualLength = 3;

type Suggested = {
  /** What the app offers for what was typed; null if the element offers its own options. */
  readonly groups: readonly OptionGroup[] | null;
  /** Everything offered before or already in the element, so that what is chosen has its label. */
  readonly known: readonly Option[];
  /** Called with each change to what is typed; null if the app isn't asked. */
  readonly onType: ((typed: string) => void) | null;
};

/** Asks the app for the options of an external select while someone types; only the last response counts. */
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
