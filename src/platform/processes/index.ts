export { figuresOf, shareFigures } from './metrics-of-all.js';
export { giveBackMemory } from './give-back-memory.js';
export { superviseWorkers } from './primary.js';
