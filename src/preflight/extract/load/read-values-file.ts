import { resolve } from 'node:path';
import { InputError } from './input-error';
import { isRawObject, member } from './loaded-template';
import { parseJson } from './parse-template';
import { readTextFile } from './read-text-file';

/**
 * Values by name from a file: `{"Name": "value"}`, `{"Parameters": {...}}`, the list that the AWS CLI takes
 * (`ParameterKey`, `ParameterValue`), the answer of `ssm get-parameters` (`Name`, `Value`), or lines `Name=value`.
 */
export function readValuesFile(path: string, baseDirectory: string): Readonly<Record<string, string>> {
  const text = readTextFile(resolve(baseDirectory, path), path);
  return /^\s*[{[]/.test(text) ? fromJson(parseJson(text, path), path) : fromLines(text, path);
}

function fromJson(parsed: unknown, path: string): Readonly<Record<string, string>> {
  const inner = member(parsed, 'Parameters') ?? parsed;
  if (Array.isArray(inner)) {
    return Object.fromEntries(inner.map((item: unknown, index) => pairOf(item, `${path}: item ${index + 1}`, path)));
  }
  if (!isRawObject(inner)) {
    throw new InputError(`${path}: values are an object of names and values, or a list of ParameterKey and ParameterValue`);
  }
  return Object.fromEntries(Object.entries(inner).map(([name, value]) => [name, plain(value, `${path}: ${name}`)]));
}

function pairOf(item: unknown, where: string, path: string): [string, string] {
  if (typeof item === 'string' && item.includes('=')) {
    return [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)];
  }
  const name = member(item, 'ParameterKey') ?? member(item, 'Name');
  if (typeof name !== 'string') {
    throw new InputError(`${where} has neither ParameterKey nor Name; ${path} is to hold names and values`);
  }
  return [name, plain(member(item, 'ParameterValue') ?? member(item, 'Value'), where)];
}

function plain(value: unknown, where: string): string {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => plain(item, where)).join(',');
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new InputError(`${where} has no plain value; write text, a number, true or false`);
  }
  return String(value);
}

function fromLines(text: string, path: string): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) {
      return;
    }
    const equals = written.indexOf('=');
    if (equals < 1) {
      throw new InputError(`${path}:${index + 1}:1: "${written.slice(0, 40)}" is not Name=value`);
    }
    entries.push([written.slice(0, equals).trim(), written.slice(equals + 1).trim()]);
  });
  return Object.fromEntries(entries);
}
