type Props = {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** How many entries match, out of how many. */
  readonly shown: number;
  readonly all: number;
};

/** The field that narrows a list to the entries with every word typed in it. */
export function FilterField({ label, value, change, shown, all }: Props) {
  return (
    <label className="filter">
      <span>{label}</span>
      <input type="search" value={value} onChange={(event) => change(event.target.value)} />
      <span className="quiet">{shown === all ? all : `${shown} of ${all}`}</span>
    </label>
  );
}
