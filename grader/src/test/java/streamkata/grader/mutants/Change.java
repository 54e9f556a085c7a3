package streamkata.grader.mutants;

import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;

/**
 * What can be put in the place of an instruction.
 *
 * @param what it is, in a few words
 * @param put writes it
 */
record Change(String what, Consumer<MethodVisitor> put) {}
