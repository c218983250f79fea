import type { SeenRecord } from '../../server/screen.ts';
import type { Times } from '../panel/times.ts';
import { JsonBox } from './JsonBox.tsx';
import { Row } from './Row.tsx';

type Props = { readonly records: readonly SeenRecord[]; readonly times: Times };

/** Each of the app's records: its events in order, and its pending work. */
export function RecordsTab({ records, times }: Props) {
  if (records.length === 0) return <p className="quiet">No records, or the app doesn't expose them.</p>;
  return (
    <ul className="rows">
      {records.map((record) => (
        <Row
          key={record.name}
          line={
            <>
              <span className="name">{record.name}</span>
              <span className="outcome open">{record.status}</span>
              <span className="about quiet">{record.title}</span>
              <span className="took quiet">{countText(record.events.length)}</span>
              <span className="when quiet">{record.owed.length} in outbox</span>
            </>
          }
        >
          {() => (
            <>
              <h3>Outbox</h3>
              <Owed owed={record.owed} times={times} />
              <h3>Events</h3>
              <Events events={record.events} times={times} />
            </>
          )}
        </Row>
      ))}
    </ul>
  );
}

function Owed({ owed, times }: { readonly owed: SeenRecord['owed']; readonly times: Times }) {
  if (owed.length === 0) return <p className="quiet">Nothing.</p>;
  return (
    <ul className="owed">
      {owed.map((one) => (
        <li key={`${one.key} ${one.dueAt}`}>
          <span className="name">{one.key}</span>
          <span className={`outcome ${one.state === 'given up' ? 'bad' : 'open'}`}>{one.state}</span>
          <span className="quiet">due {times.minute(one.dueAt)}</span>
          {one.why !== '' && <span className="about quiet">{one.why}</span>}
        </li>
      ))}
    </ul>
  );
}

function Events({ events, times }: { readonly events: SeenRecord['events']; readonly times: Times }) {
  return (
    <ul className="rows">
      {events.map((event) => (
        <Row
          key={event.seq}
          line={
            <>
              <span className="name">
                <span className="quiet">{event.seq}</span> {event.type}
              </span>
              <time className="when quiet" dateTime={new Date(event.at).toISOString()}>
                {times.clock(event.at)}
              </time>
            </>
          }
        >
          {() => <JsonBox title={`Body of ${event.seq}`} value={event.body} />}
        </Row>
      ))}
    </ul>
  );
}

function countText(events: number): string {
  return events === 1 ? '1 event' : `${events} events`;
}
