import { paxHeader, tarHeader, writeTar } from '../../tests/support/tar-writer.ts';

/** Small layers with every kind of entry. */
export function seeds(): readonly Buffer[] {
  const data = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(512 - text.length)]);
  const end = Buffer.alloc(1024);
  return [
    writeTar({
      'etc/os-release': 'ID=debian\n',
      'etc/link': { link: '../usr' },
      'etc/link/below': 'below',
      'etc/hard': { hard: 'etc/os-release' },
      'dev/null': { device: true },
      'a/b/c/': { dir: true },
      'a/.wh.b': '',
      'a/.wh..wh..opq': '',
      [`${'long/'.repeat(30)}name`]: 'x',
      circle: { link: 'circle' },
      'circle/x': 'x',
    }),
    Buffer.concat([
      paxHeader({ path: 'by/pax', size: '3', mtime: '1700000000.5' }),
      tarHeader('x', '0', 3),
      data('pax'),
      paxHeader({ 'GNU.sparse.name': 's', 'GNU.sparse.realsize': '80', 'GNU.sparse.map': '0,2,60,2' }),
      tarHeader('x', '0', 4),
      data('abcd'),
      paxHeader({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 't', 'GNU.sparse.realsize': '8' }),
      tarHeader('x', '0', 516),
      data('1\n4\n4\n'),
      data('wxyz'),
      tarHeader('old', 'S', 0),
      end,
    ]),
  ];
}
