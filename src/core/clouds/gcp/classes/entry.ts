/** The way in. */
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts } from '../../../plan/classify/rows.ts';
import { certificate, certificates } from './rows.ts';

export const entryClasses: ResourceClasses = {
  google_certificate_manager_certificate: {
    noun: 'certificate',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_certificate_map: {
    noun: 'certificates of the API',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_certificate_map_entry: {
    noun: 'certificate of a name',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_dns_authorization: {
    noun: 'proof of a name',
    replaced: interrupts(
      'the certificate cannot be renewed until the new record is in the zone',
      certificates,
    ),
    destroyed: interrupts('the certificate cannot be renewed', certificates),
  },
  google_dns_record_set: {
    noun: 'record of a name',
    replaced: interrupts(
      'the API is not reached under its name for as long as resolvers keep the answer: minutes',
      'https://cloud.google.com/dns/docs/records-overview',
    ),
    destroyed: interrupts(
      'the API is no longer reached under its name',
      'https://cloud.google.com/dns/docs/records-overview',
    ),
    rows: downtime(
      ['rrdatas'],
      'callers learn the new address within minutes',
      'https://cloud.google.com/dns/docs/records-overview',
      'notice',
    ),
  },
};
