package streamkata.grader.mutants;

import java.util.List;
import java.util.function.Function;
import streamkata.grader.mutants.Instruction.Answer;
import streamkata.grader.mutants.Instruction.Arithmetic;
import streamkata.grader.mutants.Instruction.Call;
import streamkata.grader.mutants.Instruction.Constant;
import streamkata.grader.mutants.Instruction.Jump;

/** The kinds of changes. */
enum Operator {
  CONDITION(Jump.class, Conditions::changes),
  ANSWER(Answer.class, answer -> Conditions.answered()),
  CONSTANT(Constant.class, Constants::changes),
  ARITHMETIC(Arithmetic.class, Inverses::changes),
  CUT(Arithmetic.class, Cuts::changes),
  CUT_RESULT(Call.class, Cuts::changes),
  LEFT_OUT(Call.class, CallsLeftOut::changes),
  COMPONENT(Call.class, Components::changes),
  OTHER_CALL(Call.class, OtherCalls::changes),
  ARGUMENTS(Call.class, Arguments::changes),
  KEY_AND_STATE(Call.class, KeysAndStates::changes);

  private final Function<Instruction, List<Change>> changes;

  <T extends Instruction> Operator(Class<T> type, Function<T, List<Change>> changes) {
    this.changes =
        instruction ->
            type.isInstance(instruction) ? changes.apply(type.cast(instruction)) : List.of();
  }

  /** What can be put in the place of an instruction, in a fixed order. */
  List<Change> changes(Instruction instruction) {
    return changes.apply(instruction);
  }
}
