package streamkata.grader.export;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;

/** JUnit's XML: a suite for each lab, a test case for each check. */
final class JunitXml implements Format {

  @Override
  public String write(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (LabGrade lab : report.labs()) {
        suite(lab, xml);
      }
      if (report.refusal().isPresent()) {
        refused(report.refusal().get(), xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private static void suite(LabGrade lab, XMLStreamWriter xml) throws XMLStreamException {
    List<CheckResult> results = lab.results();
    long skipped = lab.count(Verdict.NOT_STARTED);
    long failed = results.size() - lab.count(Verdict.PASSED) - skipped;
    start(lab.lab().id(), results.size(), failed, 0, skipped, lab.took(), xml);
    for (CheckResult result : results) {
      xml.writeCharacters("\n");
      testCase(lab.lab().id(), result.check().id(), result.took(), xml);
      if (result.verdict() == Verdict.NOT_STARTED) {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", result.verdict().title());
      } else if (result.verdict() != Verdict.PASSED) {
        problem(
            "failure",
            result.check().claim(),
            result.verdict().title(),
            Report.outputOf(result),
            xml);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void refused(String why, XMLStreamWriter xml) throws XMLStreamException {
    start("hand-in", 1, 0, 1, 0, Duration.ZERO, xml);
    testCase("hand-in", "can be read", Duration.ZERO, xml);
    problem("error", why, "refused", why, xml);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void start(
      String name,
      int tests,
      long failures,
      long errors,
      long skipped,
      Duration time,
      XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(tests));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", Long.toString(errors));
    xml.writeAttribute("skipped", Long.toString(skipped));
    xml.writeAttribute("time", seconds(time));
  }

  private static void testCase(String suite, String name, Duration time, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", name);
    xml.writeAttribute("time", seconds(time));
  }

  private static void problem(
      String kind, String message, String type, String text, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement(kind);
    xml.writeAttribute("message", message);
    xml.writeAttribute("type", type);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }
}
