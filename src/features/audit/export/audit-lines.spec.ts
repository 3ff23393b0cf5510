import { expect, it } from '@jest/globals';
import type { AuditEventDto } from '../audit.dto.js';
import { exportFormats } from './audit-lines.js';

const event = (members: Partial<AuditEventDto> = {}): AuditEventDto => ({
  ...{ id: '1042', occurredAt: '2026-01-31T12:00:00.000Z', action: 'api-key.revoke', result: 'done', actor: { kind: 'user', id: '1001', name: 'ada', displayName: 'Ada' }, credential: null },
  ...{ subject: { kind: 'api-key', id: '1003', name: 'CI' }, address: '192.0.2.7', userAgent: 'curl/8', requestId: 'r-1', details: { reason: 'a "b", c' }, references: [] },
  ...members,
});

it('a line of CSV has a cell for each column, quoted where it has to be', () => {
  const { head, line } = exportFormats.csv;
  expect(head).toBe('id,occurredAt,action,result,actorKind,actorId,actorName,credentialKind,credentialId,subjectKind,subjectId,subjectName,address,userAgent,requestId,details\r\n');
  expect(line(event())).toBe('1042,2026-01-31T12:00:00.000Z,api-key.revoke,done,user,1001,ada,,,api-key,1003,CI,192.0.2.7,curl/8,r-1,"{""reason"":""a \\""b\\"", c""}"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('no spreadsheet runs %j as a formula', (userAgent) => {
  const line = exportFormats.csv.line(event({ userAgent }));
  expect(line.includes(`'${userAgent}`)).toBe(true);
});

it('a line of JSON lines is the event, on one line', () => {
  const line = exportFormats['json-lines'].line(event({ userAgent: 'a\nb' }));
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual(event({ userAgent: 'a\nb' }));
});
