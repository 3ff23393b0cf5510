import { Global, Module } from '@nestjs/common';
import { Names } from './names.js';

/** Global, because every feature tells the names of its own things. */
@Global()
@Module({ providers: [Names], exports: [Names] })
export class NamesModule {}
