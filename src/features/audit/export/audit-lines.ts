import type { AuditEventDto } from '../audit.dto.js';

/** How an export is written. */
export interface ExportFormat {
  readonly type: string;
  readonly extension: string;
  /** Stands before everything. */
  readonly head: string;
  readonly line: (event: AuditEventDto) => string;
}

const columns: readonly (readonly [name: string, value: (event: AuditEventDto) => string | null])[] = [
  ['id', ({ id }) => id],
  ['occurredAt', ({ occurredAt }) => occurredAt],
  ['action', ({ action }) => action],
  ['result', ({ result }) => result],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorId', ({ actor }) => actor.id],
  ['actorName', ({ actor }) => actor.name],
  ['credentialKind', ({ credential }) => credential?.kind ?? null],
  ['credentialId', ({ credential }) => credential?.id ?? null],
  ['subjectKind', ({ subject }) => subject.kind],
  ['subjectId', ({ subject }) => subject.id],
  ['subjectName', ({ subject }) => subject.name],
  ['address', ({ address }) => address],
  ['userAgent', ({ userAgent }) => userAgent],
  ['requestId', ({ requestId }) => requestId],
  ['details', ({ details }) => (details === null ? null : JSON.stringify(details))],
];

/** A cell as RFC 4180 writes it. Spreadsheets take what begins with one of these for a formula and run it: an apostrophe makes it text (OWASP). */
function cell(value: string | null): string {
  if (value === null) return '';
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

export const exportFormats = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: csvLine(columns.map(([name]) => name)),
    line: (event) => csvLine(columns.map(([, value]) => value(event))),
  },
  'json-lines': { type: 'application/jsonl; charset=utf-8', extension: 'jsonl', head: '', line: (event) => `${JSON.stringify(event)}\n` },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof exportFormats;
