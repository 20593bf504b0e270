import { crc32, deflateRawSync } from 'node:zlib';

const STORED = 0;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
/** 1 January 1980: nothing in a pack tells by its date when it was packed, so the same run packs to the same bytes. */
const NO_DATE = 0x0021;
const LARGEST = 0xffff_ffff;

/**
 * Files as one archive (ZIP, APPNOTE 6.3 without its 64-bit parts). The same files give the same bytes.
 *
 * @throws RangeError for what does not fit into such an archive
 */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content);
    const isSmaller = packed.length < content.length;
    const body = isSmaller ? packed : content;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0); // version needed
    facts.writeUInt16LE(UTF8_NAMES, 2);
    facts.writeUInt16LE(isSmaller ? DEFLATED : STORED, 4);
    facts.writeUInt16LE(NO_DATE, 8);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, body);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, rest, name);
    at += 4 + facts.length + name.length + body.length;
  }
  const list = Buffer.concat(directory);
  if (at + list.length > LARGEST || files.size > 0xffff) {
    throw new RangeError(`${files.size} files of ${at} bytes do not fit into one archive.`);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}
