// The scripts of the pages: one dialect, ES2017, which the browsers that the README names read as it is.
import js from '@eslint/js';
import globals from 'globals';

const dialect = {
  'no-var': 'error',
  'prefer-const': 'error',
  'prefer-arrow-callback': 'error',
  'prefer-template': 'error',
  'prefer-rest-params': 'error',
  'prefer-spread': 'error',
  'object-shorthand': 'error',
  'arrow-parens': 'error',
  eqeqeq: 'error',
  'no-irregular-whitespace': ['error', { skipTemplates: true }],
  'consistent-return': 'error',
  'no-implicit-globals': 'error',
  'no-param-reassign': 'off',
  'no-unused-vars': ['error', { args: 'all', caughtErrors: 'none' }],
};

export default [
  js.configs.recommended,
  { languageOptions: { ecmaVersion: 2017, sourceType: 'script' }, rules: dialect },
  {
    files: ['themes/**/*.js', 'src/server/*.js'],
    languageOptions: { globals: globals.browser },
    rules: { strict: ['error', 'function'] },
  },
  {
    // The parts of the engine share one scope, which the program makes; that their names are known is tsc's to say, and that
    // they use nothing of a page, too.
    files: ['src/search/reader/*.js'],
    rules: { 'no-undef': 'off', 'no-implicit-globals': 'off', 'no-unused-vars': ['error', { vars: 'local', caughtErrors: 'none' }] },
  },
];
