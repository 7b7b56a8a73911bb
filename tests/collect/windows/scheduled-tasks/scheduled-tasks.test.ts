import { describe, expect, it } from 'vitest';
import { scheduledTasks } from '../../../../src/collect/windows/scheduled-tasks.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const tasks = 'C:/Windows/System32/Tasks';

const xml = `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>Example &amp; S\u00f6hne &#128737;</Author>
    <Description>Keeps it &lt;new&gt;</Description>
  </RegistrationInfo>
  <Triggers><BootTrigger><Enabled>false</Enabled></BootTrigger></Triggers>
  <Settings><Enabled>true</Enabled><Hidden>true</Hidden></Settings>
  <Actions Context="Author">
    <Exec><Command>"%ProgramFiles%\\Example\\update.exe"</Command><Arguments>/s /password=geheim /q</Arguments></Exec>
    <ComHandler><ClassId>{1}</ClassId></ComHandler>
    <Exec><Command>cmd.exe</Command></Exec>
  </Actions>
</Task>`;

describe('scheduled-tasks', () => {
  it('reads tasks in folders, in UTF-16 and UTF-8', async () => {
    const { items, coverage } = await runOnWindows(scheduledTasks, {
      files: {
        [`${tasks}/Example/Update`]: Buffer.from(`\ufeff${xml}`, 'utf16le'),
        [`${tasks}/Off`]: '<Task><Settings><Enabled>false</Enabled></Settings></Task>',
      },
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'scheduled-task', collector: 'scheduled-tasks', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: '\\Example\\Update',
        publisher: 'Example & S\u00f6hne \ud83d\udee1',
        path: 'C:\\Program Files\\Example\\update.exe',
        state: 'enabled',
        origin: `${tasks}/Example/Update`,
        attributes: {
          arguments: '/s …',
          morePrograms: 'cmd.exe',
          description: 'Keeps it <new>',
          hidden: true,
        },
      },
      { ...common, name: '\\Off', state: 'disabled', origin: `${tasks}/Off`, attributes: {} },
    ]);
  });

  it('what is broken, huge or closed is a gap; the others are read', async () => {
    const collected = await runOnWindows(scheduledTasks, {
      files: {
        [`${tasks}/a`]: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x3c]),
        [`${tasks}/b`]: `<Task>${'<Exec>'.repeat(100_000)}<Actions><Exec><Command>x.exe</Command></Actions>`,
        [`${tasks}/c`]: 'x'.repeat(1_100_000),
        [`${tasks}/d`]: { error: 'permission-denied' },
        [`${tasks}/${'e/'.repeat(14)}f`]: '<Task/>',
        [`${tasks}/g`]: `<Task><Actions>${'<Exec><Command>&#99999999;'.repeat(1000)}</Actions></Task>`,
      },
    });
    expect(collected.items.map(({ name, path }) => [name, path])).toEqual([
      ['\\a', undefined],
      ['\\b', 'x.exe'],
      ['\\g', undefined],
    ]);
    // A host may name a file that it could not read without its drive.
    expect(gapsOf(collected).map((gap) => gap.replace(' /Windows', ' C:/Windows'))).toEqual([
      `malformed-source ${tasks}/a`,
      `too-large ${tasks}/c`,
      `permission-denied ${tasks}/d`,
      `too-large ${tasks}/${'e/'.repeat(12)}e`,
    ]);
  });

  it('a Windows without tasks has none', async () => {
    const { items, coverage } = await runOnWindows(scheduledTasks, {});
    expect([items, coverage.gaps]).toEqual([[], []]);
  });

  it('reads from the registry a task of which no file was read', async () => {
    const cache = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks';
    const key = (id: string) => `[${cache.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\${id}]`;
    const text = (value: string) => {
      const bytes = Buffer.alloc(4 + 2 * value.length);
      bytes.writeUInt32LE(2 * value.length);
      bytes.write(value, 4, 'utf16le');
      return bytes;
    };
    const actions = Buffer.concat([
      Buffer.from([3, 0]),
      text('Author'),
      Buffer.from([0x66, 0x66]),
      ...['', 'C:\\x\\update.exe', '/s /password=geheim', ''].map(text),
    ]);
    const hex = actions.toString('hex').replaceAll(/(..)(?=.)/g, '$1,');
    const { items, coverage } = await runOnWindows(scheduledTasks, {
      reg: `
${key('{1}')}
"Path"="\\\\EXAMPLE\\\\Update"

${key('{2}')}
"Path"="\\\\Example\\\\Gone"
"Author"="Example"
"Actions"=hex:${hex}

${key('{3}')}
"Path"="\\\\Example\\\\Closed"

${key('{4}')}
"Hash"=hex:00
`,
      files: {
        [`${tasks}/Example/Update`]: '<Task></Task>',
        [`${tasks}/Example/Closed`]: { error: 'permission-denied' },
      },
    });
    expect(coverage.gaps.map(({ reason }) => reason)).toEqual(['permission-denied']);
    expect(items.map(({ name }) => name)).toEqual([
      '\\Example\\Update',
      '\\Example\\Gone',
      '\\Example\\Closed',
    ]);
    expect(items[1]).toEqual({
      kind: 'scheduled-task',
      collector: 'scheduled-tasks',
      name: '\\Example\\Gone',
      publisher: 'Example',
      path: 'C:\\x\\update.exe',
      origin: `${cache}\\{2}`,
      platform: 'windows',
      attributes: { arguments: '/s …', fileMissing: true },
    });
    expect(items[2]?.attributes).toEqual({});
  });
});
