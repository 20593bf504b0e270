import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseRecord, studyOutputs } from '../../src/index.ts';
import { runStudy } from '../replication/replicated-studies.ts';
import { protocolText, smallFiles } from '../small-study.ts';

const files = smallFiles(600);
const { run, text } = runStudy(protocolText, files);

test('a run leaves its result, its report as page and as text, what may be passed on, and its replication', () => {
  const { files: written, releaseRefused } = studyOutputs({ run, protocolText: text });
  assert.equal(releaseRefused, undefined);
  assert.deepEqual(
    [...written.keys()],
    [
      'result.json',
      'report.html',
      'report.txt',
      ...['protocol.yaml', 'lock.json', 'seed', 'data.csv', 'balance.csv', 'replicate.R', 'README.txt'].map(
        name => `replication/${name}`,
      ),
      'release/release.json',
      'release/report.html',
    ],
  );
  assert.deepEqual(JSON.parse(written.get('result.json') ?? ''), JSON.parse(JSON.stringify(run.report)));
  for (const content of written.values()) assert.ok(content.endsWith('\n'));
});

test('E16: a release that could be subtracted from an earlier one is not among the files, and the reason is said', () => {
  const lines = files['people.csv'].trimEnd().split('\n');
  const others = runStudy(protocolText, { ...files, 'people.csv': `${lines.slice(0, -4).join('\n')}\n` });
  const { files: written, releaseRefused } = studyOutputs({
    run: others.run,
    protocolText: others.text,
    earlierReleases: [releaseRecord(run.report)],
  });
  assert.match(releaseRefused ?? '', /cannot go out.*differ by fewer than 10 people/);
  assert.ok(written.has('result.json') && written.has('report.html'));
  assert.deepEqual(
    [...written.keys()].filter(path => path.startsWith('release/')),
    [],
  );
});
