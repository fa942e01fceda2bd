import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '../../../platform/errors';

/** A rev in a path; what is none names nothing. */
@Injectable()
export class RevPipe implements PipeTransform<string, number> {
  transform(rev: string): number {
    if (!/^\d{1,9}$/.test(rev)) throw notFound();
    return Number(rev);
  }
}
