import type { ItemKind } from '../../model/vocabulary.ts';
import { resultRows, resultsOf } from './ansible-facts.ts';
import { printedRows, recognisesPrinted } from './ansible-output.ts';
import type { Importer } from './importer.ts';

/**
 * Facts of Ansible: `package_facts` and `service_facts`, of one host (`{"ansible_facts": …}`, as `--tree` and fact caches
 * write them), of several (`{"host": {"ansible_facts": …}}`), and as `ansible` prints them. A host that was not reached or
 * on which the module failed is a gap. Source: ansible package_facts.py, service_facts.py (commit c9ac477e).
 */
export const ansible: Importer = {
  id: 'ansible',
  reads: 'Ansible facts (package_facts, service_facts), JSON or as printed',
  sample: 'real',
  sampleNote:
    'output of the real program for `package_facts` and for `service_facts` of init scripts; units of systemd constructed',
  kinds: ['software', 'service'] satisfies ItemKind[],
  document: {
    recognises: (document) => resultsOf(document).length > 0,
    *rows(document) {
      for (const result of resultsOf(document)) yield* resultRows(result);
    },
  },
  records: {
    recognises: (record) => resultsOf(record).length > 0,
    *rows(record, at) {
      for (const result of resultsOf(record)) yield* resultRows({ ...result, place: at });
    },
  },
  text: { recognises: recognisesPrinted, rows: printedRows },
};
