import { useId, useState } from 'react';
import type { Switch } from '../../server/screen.ts';
import type { Send } from '../send.ts';
import { grouped } from './grouped.ts';
import { StatusMessage } from './StatusMessage.tsx';
import { useAction } from './use-action.ts';

type Props = {
  readonly service: string;
  readonly state: Switch;
  readonly act: Send;
};

/** One part of a simulated service as a choice of named states, with what the chosen one means. Applies at once. */
export function SwitchControl({ service, state, act }: Props) {
  const id = useId();
  const doing = useAction(act);
  const [asked, setAsked] = useState<{ readonly name: string; readonly from: string | null } | null>(null);
  const shown = asked !== null && asked.from === state.chosen ? asked.name : state.chosen;

  const choose = async (name: string) => {
    setAsked({ name, from: state.chosen });
    const answer = await doing.run({ do: 'setService', service, part: state.part, state: name });
    if (!answer.ok) setAsked(null);
  };

  return (
    <div className="switch">
      <label htmlFor={id}>{state.title}</label>
      <select
        id={id}
        value={shown ?? ''}
        aria-describedby={`${id}-about`}
        onChange={(event) => void choose(event.target.value)}
      >
        {shown === null && (
          <option value="" disabled>
            A state without a name
          </option>
        )}
        {grouped(state.choices).map((group) => (
          <Options key={group.heading ?? ''} group={group} />
        ))}
      </select>
      <p className="quiet" id={`${id}-about`}>
        {state.choices.find((choice) => choice.name === shown)?.about}
      </p>
      <StatusMessage remark={doing.remark} />
    </div>
  );
}

function Options({ group }: { readonly group: ReturnType<typeof grouped>[number] }) {
  const options = group.choices.map((choice) => (
    <option key={choice.name} value={choice.name}>
      {choice.label}
    </option>
  ));
  return group.heading === null ? options : <optgroup label={group.heading}>{options}</optgroup>;
}
