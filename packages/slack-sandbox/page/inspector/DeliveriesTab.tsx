import { useState } from 'react';
import type { SeenDelivery } from '../../server/screen.ts';
import { StatusMessage } from '../panel/StatusMessage.tsx';
import type { Times } from '../panel/times.ts';
import { useAction } from '../panel/use-action.ts';
import type { Send } from '../send.ts';
import { BodyView } from './BodyView.tsx';
import type { FetchBody } from './body.ts';
import { FilterField } from './FilterField.tsx';
import { matches } from './matches.ts';
import { OutcomeWords } from './OutcomeWords.tsx';
import { Row } from './Row.tsx';

type Props = {
  readonly deliveries: readonly SeenDelivery[];
  readonly times: Times;
  readonly act: Send;
  readonly fetchBody: FetchBody;
};

/** What Slack sent the app, newest first, each with its payload and attempts; events can be sent again. */
export function DeliveriesTab({ deliveries, times, act, fetchBody }: Props) {
  const [filter, setFilter] = useState('');
  const shown = deliveries.filter((one) => matches(filter, one.kind, one.type, one.outcome, one.id));
  return (
    <>
      <FilterField
        label="Type, outcome or id"
        value={filter}
        change={setFilter}
        shown={shown.length}
        all={deliveries.length}
      />
      {deliveries.length === 0 && <p className="quiet">Slack has not sent the app anything yet.</p>}
      <ul className="rows">
        {shown.map((one) => (
          <Row key={one.n} line={<DeliveryLine delivery={one} times={times} />}>
            {() => (
              <>
                {one.redeliverable && <SendAgain id={one.id} act={act} />}
                <BodyView
                  key={`${one.attempts} ${one.outcome}`}
                  kind="deliveries"
                  n={one.n}
                  fetchBody={fetchBody}
                />
              </>
            )}
          </Row>
        ))}
      </ul>
    </>
  );
}

function DeliveryLine({ delivery, times }: { readonly delivery: SeenDelivery; readonly times: Times }) {
  return (
    <>
      <span className="name">{delivery.type}</span>
      <OutcomeWords outcome={delivery.outcome} />
      <span className="about quiet">{delivery.kind}</span>
      <span className="took quiet">{attemptsText(delivery.attempts)}</span>
      {delivery.at === null ? (
        <span className="when quiet">not sent yet</span>
      ) : (
        <time className="when quiet" dateTime={new Date(delivery.at).toISOString()}>
          {times.time(delivery.at)}
        </time>
      )}
    </>
  );
}

function SendAgain({ id, act }: { readonly id: string; readonly act: Send }) {
  const doing = useAction(act);
  return (
    <div className="again">
      <button type="button" onClick={() => void doing.run({ do: 'redeliver', eventId: id })}>
        Send again
      </button>
      <span className="quiet">{id}</span>
      <StatusMessage remark={doing.remark} />
    </div>
  );
}

function attemptsText(attempts: number): string {
  return attempts === 1 ? '1 attempt' : `${attempts} attempts`;
}
