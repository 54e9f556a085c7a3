@echo off
rem The kit's command line. Builds it first where it is not built yet or its own sources have changed.
setlocal
set "KATA_HOME=%~dp0."
set "KATA_TARGET=%KATA_HOME%\grader\target"
set "KATA_JAVA=java"
if defined JAVA_HOME set "KATA_JAVA=%JAVA_HOME%\bin\java"
if not exist "%KATA_TARGET%\kata.built" goto build

:run
"%KATA_JAVA%" "@%KATA_TARGET%\kata.options" "-Dkata.home=%KATA_HOME%" -Dkata.stale.exit=75 -cp "%KATA_TARGET%\test-classes;%KATA_TARGET%\classes;%KATA_HOME%\common\target\classes;%KATA_TARGET%\lib\*" streamkata.grader.cli.Kata %*
if not %errorlevel% == 75 exit /b %errorlevel%

:build
echo Building the kit; the first time, this downloads Flink ... 1>&2
pushd "%KATA_HOME%"
call mvn -q -B -Plauncher -DskipTests process-test-classes 1>&2
if errorlevel 1 (popd & exit /b 2)
popd
type nul > "%KATA_TARGET%\kata.built"
goto run
