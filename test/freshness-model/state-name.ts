import { faults, type Server, type State } from './state.js';

const phases = ['none', 'begun', 'done', 'idle', 'noted', 'written', 'read', 'read, not written', 'early', 'unknown', 'committed', 'waiting', 'before', 'after', 'nobody'];
const numbers = new Map<string, number>(phases.map((phase, number) => [phase, number + 1]));
const numberOf = (phase: string): number => numbers.get(phase) as number;

/** A short text that is the same for two states only if they are. */
export function stateName(state: State): string {
  const { node, changer, sweeper, left } = state;
  const { lease, renewal, reading } = node;
  const flags = Number(state.acknowledged) + 2 * Number(state.wronged) + 4 * Number(node.remembers) + 8 * Number(lease.flag) + 16 * Number(renewal.overtaken) + 32 * Number(reading.accepts);
  const own = String.fromCharCode(
    flags, state.lastChange, node.registration, node.confirmed, node.attempted, node.ghost, node.knownChange, node.knownEpoch,
    lease.round, lease.monotonic, lease.wall + 10, numberOf(renewal.phase), renewal.monotonic, renewal.wall + 10, renewal.change, renewal.epoch,
    numberOf(reading.phase), reading.registration, reading.round, reading.change, numberOf(reading.starter), numberOf(reading.joined),
    numberOf(changer.phase), changer.age, changer.registration, changer.begun, sweeper.registration, sweeper.begun, sweeper.age,
  );
  let name = own + serverName(state.primary) + serverName(state.old) + serverName(state.backup);
  for (const fault of faults) name += left[fault];
  return name;
}

const serverName = (server: Server | null): string =>
  server ? String.fromCharCode(server.epoch, server.change, Number(server.accepts), server.row.registration, server.row.begun, server.row.applied) : '-';
