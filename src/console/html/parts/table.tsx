import { type ComponentChildren, Fragment } from 'preact';
import { usePage } from '../context/context.js';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** The word of `?sort=` for it; absent: it cannot be sorted by. */
  readonly sort?: string;
  /** Numbers stand at the end of the line. */
  readonly end?: boolean;
}

interface TableProps<T> {
  /** Says what the table holds, to those who cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  /** The id of a form: each row gets a box called `ids`, sent with it. */
  readonly selectFor?: string;
  /** What the box of a row is called; left out: by its id. */
  readonly rowName?: (row: T) => string;
  /** What unfolds below a row, over the whole width. */
  readonly more?: (row: T) => ComponentChildren;
  /** Stands in place of a table without rows. */
  readonly empty: ComponentChildren;
}

/** A list with headings to sort by and boxes to tick; on narrow screens each row becomes a card. */
export function Table<T>({ caption, columns, rows, rowId, rowName = rowId, selectFor, more, empty }: TableProps<T>) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div class="table">
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {selectFor && (
              <th scope="col" class="select">
                <input type="checkbox" aria-label="Select all" data-select-all={selectFor} hidden />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.title} {...column} />
            ))}
            {more && <Heading title="More" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={rowId(row)}>
              <tr>
                {selectFor && (
                  <td class="select">
                    <input type="checkbox" name="ids" value={rowId(row)} form={selectFor} aria-label={`Select ${rowName(row)}`} />
                  </td>
                )}
                {columns.map(({ title, cell, end }) => (
                  <td key={title} data-title={title} class={end ? 'end' : undefined}>
                    {cell(row)}
                  </td>
                ))}
                {more && <Unfolds />}
              </tr>
              {more && (
                <tr class="more">
                  <td colSpan={columns.length + (selectFor ? 2 : 1)}>{more(row)}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Opened, it shows the row that follows: the style sees to that, with JavaScript and without. */
const Unfolds = () => (
  <td data-title="More">
    <details class="unfolds">
      <summary>Details</summary>
    </details>
  </td>
);

const Heading = ({ title, sort, end }: { title: string; sort?: string; end?: boolean }) => {
  const { path } = usePage();
  if (sort === undefined) return <th scope="col" class={end ? 'end' : undefined}>{title}</th>;
  const url = new URL(path, 'http://here');
  const now = url.searchParams.get('sort');
  const isUp = now === sort;
  url.searchParams.set('sort', isUp ? `-${sort}` : sort);
  url.searchParams.delete('cursor');
  return (
    <th scope="col" class={end ? 'end' : undefined} aria-sort={isUp ? 'ascending' : now === `-${sort}` ? 'descending' : undefined}>
      <a href={url.pathname + url.search}>{title}</a>
    </th>
  );
};

/** Leads to the next part of a long list, and back to its beginning. */
export const Pager = ({ next }: { next: string | undefined }) => {
  const { path } = usePage();
  const url = new URL(path, 'http://here');
  const isFirst = !url.searchParams.has('cursor');
  if (next === undefined && isFirst) return null;
  url.searchParams.delete('cursor');
  return (
    <nav class="pager" aria-label="More of the list">
      {!isFirst && <a href={url.pathname + url.search}>⇤ First page</a>}
      {next !== undefined && (
        <a href={next} rel="next">
          Next page →
        </a>
      )}
    </nav>
  );
};
