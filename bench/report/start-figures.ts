import type { StartAndMemory } from '../measure/start-and-memory.js';
import { shown } from './judge.js';
import type { Figure } from './table.js';

const READY_SECONDS = 1.5;
const IDLE_MEGABYTES = 150;

/** The table's lines for starting and idling. */
export function startFigures({ readyMilliseconds, idleMegabytes }: StartAndMemory): Figure[] {
  const seconds = readyMilliseconds === undefined ? undefined : readyMilliseconds / 1000;
  return [
    figure('ready on an empty database', seconds, 2, 's', READY_SECONDS),
    figure('memory, idle', idleMegabytes, 0, 'MB', IDLE_MEGABYTES),
  ];
}

function figure(name: string, value: number | undefined, digits: number, unit: string, atMost: number): Figure {
  const met = value === undefined ? undefined : value <= atMost;
  return { name, verdict: { text: `${shown(value, digits)} ${unit} (≤ ${atMost} ${unit})`, met } };
}
