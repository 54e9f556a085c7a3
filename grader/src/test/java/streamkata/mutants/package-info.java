/** What mutants call: no part of the kit, so that it is loaded with them, and apart. */
package streamkata.mutants;
