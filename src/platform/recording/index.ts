export { RecordingModule } from './recording.module.js';
export { type Gathering, type Recording, Recordings } from './recordings.js';
