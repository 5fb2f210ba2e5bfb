// Discord's limits on what it is sent, and the way it refuses. Lengths are counted in UTF-16 units, the strictest way.
// https://discord.com/developers/docs/resources/message, …/components/reference, …/interactions/application-commands

import { type Json, list, number, object, sentFiles, text } from './discord-world.ts';

export type Problem = { at: string; code: string; message: string };

const CHAT_INPUT_NAME = /^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$/u;
const BUTTON = 2;
const STRING_SELECT = 3;
const LINK_STYLE = 5;
const COMPONENTS_V2 = 1 << 15;

class Check {
  readonly problems: Problem[] = [];

  add(at: string, message: string, code = 'BASE_TYPE_INVALID'): void {
    this.problems.push({ at, code, message });
  }

  length(at: string, value: unknown, least: number, most: number): void {
    const length = text(value).length;
    if (length < least || length > most) {
      this.add(at, `Must be between ${least} and ${most} in length.`, 'BASE_TYPE_BAD_LENGTH');
    }
  }

  most(at: string, items: unknown[], most: number, least = 0): void {
    if (items.length > most || items.length < least) {
      this.add(at, `Must be between ${least} and ${most} in length.`, 'BASE_TYPE_BAD_LENGTH');
    }
  }

  unique(at: string, values: string[]): void {
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) this.add(at, `"${twice}" stands twice`, 'COMPONENT_CUSTOM_ID_DUPLICATED');
  }
}

/** Of a message to be sent, or an edit of one. */
export function messageProblems(body: Json, { isEdit = false } = {}): Problem[] {
  const check = new Check();
  const embeds = list(body.embeds);
  const components = list(body.components);
  if (body.content !== undefined && body.content !== null) check.length('content', body.content, 0, 2000);
  if (body.nonce !== undefined) check.length('nonce', String(body.nonce), 0, 25);
  const isEmpty = text(body.content).trim() === '' && embeds.length === 0;
  const isV2 = (number(body.flags) & COMPONENTS_V2) !== 0;
  const carries = isV2 ? components.length > 0 : sentFiles(body).length > 0;
  if (!isEdit && isEmpty && !carries && components.length === 0) {
    check.add('content', 'Cannot send an empty message', 'EMPTY_MESSAGE');
  }
  check.most('embeds', embeds, 10);
  embeds.forEach((embed, index) => {
    embedProblems(check, `embeds.${index}`, embed);
  });
  if (embeds.map(embedLength).reduce((sum, one) => sum + one, 0) > 6000) {
    check.add('embeds', 'Embed size exceeds maximum size of 6000', 'MAX_EMBED_SIZE_EXCEEDED');
  }
  const files = sentFiles(body);
  check.most('files', files, 10);
  for (const { id, filename } of list(body.attachments)) {
    const isOfForm = typeof id === 'number';
    if (isOfForm && !files.some((file) => file.number === id)) check.add('attachments', `no file ${id} (${filename})`);
  }
  componentProblems(check, components, isV2);
  const mentions = object(body.allowed_mentions);
  check.most('allowed_mentions.users', list(mentions.users), 100);
  return check.problems;
}

function embedProblems(check: Check, at: string, embed: Json): void {
  check.length(`${at}.title`, embed.title, 0, 256);
  check.length(`${at}.description`, embed.description, 0, 4096);
  check.length(`${at}.footer.text`, object(embed.footer).text, 0, 2048);
  check.length(`${at}.author.name`, object(embed.author).name, 0, 256);
  const fields = list(embed.fields);
  check.most(`${at}.fields`, fields, 25);
  fields.forEach((field, index) => {
    check.length(`${at}.fields.${index}.name`, field.name, 1, 256);
    check.length(`${at}.fields.${index}.value`, field.value, 1, 1024);
  });
}

function embedLength(embed: Json): number {
  const fields = list(embed.fields).map(({ name, value }) => text(name) + text(value));
  const all = [embed.title, embed.description, object(embed.footer).text, object(embed.author).name, ...fields];
  return all.map((one) => text(one).length).reduce((sum, one) => sum + one, 0);
}

function componentProblems(check: Check, rows: Json[], isV2: boolean): void {
  check.most('components', rows, isV2 ? 40 : 5);
  const ids: string[] = [];
  rows.forEach((row, index) => {
    const at = `components.${index}`;
    if (row.type !== 1) {
      if (!isV2) check.add(`${at}.type`, 'Value of field "type" must be one of (1,).', 'UNION_TYPE_CHOICES');
      return;
    }
    const inside = list(row.components);
    const isOfButtons = inside.every(({ type }) => type === BUTTON);
    check.most(`${at}.components`, inside, isOfButtons ? 5 : 1, 1);
    inside.forEach((component, place) => {
      const here = `${at}.components.${place}`;
      if (component.style !== LINK_STYLE) {
        check.length(`${here}.custom_id`, component.custom_id, 1, 100);
        ids.push(text(component.custom_id));
      }
      if (component.type === BUTTON) buttonProblems(check, here, component);
      else selectProblems(check, here, component);
    });
  });
  check.unique('components', ids);
}

function buttonProblems(check: Check, at: string, button: Json): void {
  check.length(`${at}.label`, button.label, button.emoji === undefined ? 1 : 0, 80);
  if (button.style === LINK_STYLE && text(button.url) === '') check.add(`${at}.url`, 'A url is required');
  if (number(button.style) < 1 || number(button.style) > 6) check.add(`${at}.style`, 'Value must be one of 1 to 6');
}

function selectProblems(check: Check, at: string, select: Json): void {
  check.length(`${at}.placeholder`, select.placeholder, 0, 150);
  if (select.type !== STRING_SELECT) return;
  const options = list(select.options);
  check.most(`${at}.options`, options, 25, 1);
  options.forEach((option, index) => {
    const here = `${at}.options.${index}`;
    check.length(`${here}.label`, option.label, 1, 100);
    check.length(`${here}.value`, option.value, 1, 100);
    check.length(`${here}.description`, option.description, 0, 100);
    if (text(option.label).trim() === '') check.add(`${here}.label`, 'This field is required', 'BASE_TYPE_REQUIRED');
  });
  check.unique(
    `${at}.options`,
    options.map(({ value }) => text(value)),
  );
}

export function choiceProblems(choices: Json[]): Problem[] {
  const check = new Check();
  check.most('data.choices', choices, 25);
  choices.forEach(({ name, value }, index) => {
    check.length(`data.choices.${index}.name`, name, 1, 100);
    if (text(name).trim() === '') check.add(`data.choices.${index}.name`, 'This field is required');
    if (typeof value === 'string') check.length(`data.choices.${index}.value`, value, 1, 100);
  });
  return check.problems;
}

/** Where a modal's text inputs stand: in rows, or in labels. */
export function modalInputs(modal: Json): Json[] {
  return list(modal.components).flatMap((row) => (row.type === 18 ? [object(row.component)] : list(row.components)));
}

export function modalProblems(modal: Json): Problem[] {
  const check = new Check();
  check.length('data.title', modal.title, 1, 45);
  check.length('data.custom_id', modal.custom_id, 1, 100);
  check.most('data.components', list(modal.components), 5, 1);
  list(modal.components).forEach((row, index) => {
    const label = row.type === 18 ? row.label : list(row.components)[0]?.label;
    check.length(`data.components.${index}.label`, label, 1, 45);
  });
  modalInputs(modal).forEach((input, index) => {
    const at = `data.components.${index}`;
    check.length(`${at}.custom_id`, input.custom_id, 1, 100);
    check.length(`${at}.placeholder`, input.placeholder, 0, 100);
    check.length(`${at}.value`, input.value, 0, 4000);
    if (number(input.max_length) > 4000) check.add(`${at}.max_length`, 'int value should be at most 4000.');
  });
  check.unique(
    'data.components',
    modalInputs(modal).map(({ custom_id }) => text(custom_id)),
  );
  return check.problems;
}

export function commandProblems(commands: Json[]): Problem[] {
  const check = new Check();
  check.most('commands', commands, 100);
  commands.forEach((command, index) => {
    const at = String(index);
    const isChatInput = (command.type ?? 1) === 1;
    if (isChatInput) {
      if (!isCommandName(text(command.name))) check.add(`${at}.name`, 'Command name is invalid');
      check.length(`${at}.description`, command.description, 1, 100);
      optionProblems(check, at, list(command.options));
    } else {
      check.length(`${at}.name`, command.name, 1, 32);
      if (text(command.description) !== '') check.add(`${at}.description`, 'Context menu commands have none');
    }
    if (JSON.stringify(command).length > 8000) check.add(at, 'Command exceeds maximum size (8000)');
  });
  check.unique(
    'commands',
    commands.map(({ name, type }) => `${type ?? 1}:${text(name)}`),
  );
  return check.problems;
}

const isCommandName = (name: string) => CHAT_INPUT_NAME.test(name) && name === name.toLowerCase();

function optionProblems(check: Check, at: string, options: Json[]): void {
  check.most(`${at}.options`, options, 25);
  options.forEach((option, index) => {
    const here = `${at}.options.${index}`;
    if (!isCommandName(text(option.name))) check.add(`${here}.name`, 'Option name is invalid');
    check.length(`${here}.description`, option.description, 1, 100);
    const choices = list(option.choices);
    check.most(`${here}.choices`, choices, 25);
    if (option.autocomplete === true && choices.length > 0) check.add(here, 'autocomplete excludes choices');
    if (option.required === true && options[index - 1]?.required !== true && index > 0) {
      check.add(here, 'Required options must be placed before non-required options');
    }
    optionProblems(check, here, list(option.options));
  });
}

/** The answer's body: the problems under the paths of their fields. */
export function invalidForm(problems: Problem[]): Json {
  const errors: Json = {};
  for (const { at, code, message } of problems) {
    let here = errors;
    for (const name of at.split('.')) {
      const next = object(here[name]);
      here[name] = next;
      here = next;
    }
    here._errors = [...list(here._errors), { code, message }];
  }
  return { message: 'Invalid Form Body', code: 50035, errors };
}
