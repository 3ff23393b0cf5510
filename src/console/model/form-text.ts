import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FastifyRequest } from 'fastify';

export const isFormEncoded = ({ headers }: FastifyRequest): boolean => headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

const day = /^\d{4}-\d\d-\d\d$/;
const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;

/**
 * What a browser sends is all text: lists come one by one, numbers as digits, a ticked box as `on`, times without a zone
 * (they are taken as UTC; a day lasts until it ends) and what was left empty as nothing, or (`emptied`) as null.
 */
export function fromFormText(members: Record<string, unknown>, type: Type, emptied: readonly string[] = []): Record<string, unknown> {
  const checks = checksOf(type);
  const said = Object.entries(members).map(([name, value]) => [name, value === '' && emptied.includes(name) ? null : value] as const);
  const given = said.filter(([, value]) => value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, read(value, checks.get(name) ?? new Set())]));
}

function read(value: unknown, checks: ReadonlySet<string>): unknown {
  if (value === null) return null;
  if (checks.has('isArray')) return [value].flat().filter((each) => each !== '');
  if (typeof value !== 'string') return value;
  if (checks.has('isBoolean')) return flags.get(value) ?? value;
  if (checks.has('isInt')) return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return checks.has('isInstant') ? readTime(value) : value;
}

const flags = new Map([['on', true], ['true', true], ['false', false]]);

function readTime(text: string): string {
  if (day.test(text)) return `${text}T23:59:59Z`;
  return minute.test(text) ? `${text.padEnd(19, ':00')}Z` : text;
}

/** The names of the checks of each member. */
function checksOf(type: Type): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { propertyName, type: kind, name } of getMetadataStorage().getTargetValidationMetadatas(type, '', true, false)) {
    const names = found.get(propertyName) ?? new Set();
    found.set(propertyName, names.add(name ?? kind));
  }
  return found;
}
