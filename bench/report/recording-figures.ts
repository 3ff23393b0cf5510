import type { RecordingCost } from '../measure/recording.js';
import { shown } from './judge.js';
import type { Figure } from './table.js';

const AT_MOST = 1.02;

/** The table's line for what recording the use of keys costs. */
export function recordingFigures(cost: RecordingCost | undefined): Figure[] {
  if (!cost) return [];
  const { ratio, ratios } = cost;
  const text = `${shown(ratio, 3)} × a verify whose use is not recorded (≤ ${AT_MOST}); ${ratios.length} pairs, ${shown(Math.min(...ratios), 2)} to ${shown(Math.max(...ratios), 2)}`;
  return [{ name: 'recording the use of a key', verdict: { text, met: ratio === undefined ? undefined : ratio <= AT_MOST } }];
}
