import { Global, Module } from '@nestjs/common';
import { Recordings } from './recordings.js';

@Global()
@Module({ providers: [Recordings], exports: [Recordings] })
export class RecordingModule {}
