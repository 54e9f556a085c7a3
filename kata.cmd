@echo off
rem The kit's command line. Builds it first where it is not built yet or its own sources have changed.
setlocal
set "KATA_HOME=%~dp0."
set "KATA_TARGET=%KATA_HOME%\grader\target"
set "KATA_STALE=-Dkata.stale.exit=75"
set "KATA_JAVA=java"
if defined JAVA_HOME set "KATA_JAVA=%JAVA_HOME%\bin\java"
if not exist "%KATA_HOME%\grader\src\main\launcher\kata.inputs" (
  echo "%~f0" is no kata of a kit: run the one in the folder of your kit. 1>&2
  exit /b 2
)
if not exist "%KATA_TARGET%\kata.built" goto build

:run
"%KATA_JAVA%" "@%KATA_TARGET%\kata.options" "-Dkata.home=%KATA_HOME%" -Dkata.command=kata %KATA_STALE% -cp "%KATA_TARGET%\classes;%KATA_HOME%\common\target\classes;%KATA_TARGET%\lib\picocli.jar;%KATA_TARGET%\lib\asm.jar;%KATA_TARGET%\lib\*" streamkata.grader.cli.Kata %*
if not %errorlevel% == 75 exit /b %errorlevel%

:build
"%KATA_JAVA%" --list-modules 2>nul | findstr /r /b "jdk.compiler@1[7-9] jdk.compiler@[2-9][0-9]" >nul
if errorlevel 1 (
  echo No JDK, 17 or newer, was found: install one, and set JAVA_HOME to it. 1>&2
  exit /b 2
)
where mvn >nul 2>nul
if errorlevel 1 (
  echo No Maven was found: install Maven, 3.8 or newer; it builds the kit. 1>&2
  exit /b 2
)
echo Building the kit; this can take some minutes. The first time, it downloads Flink, about 170 MB ... 1>&2
if exist "%KATA_TARGET%\kata.built" del "%KATA_TARGET%\kata.built"
for %%d in ("%KATA_TARGET%\lib" "%KATA_TARGET%\classes" "%KATA_HOME%\common\target\classes") do if exist %%d rmdir /s /q %%d
pushd "%KATA_HOME%"
call mvn -q -B -Plauncher process-classes 1>&2
if errorlevel 1 (
  popd
  echo The kit could not be built; Maven says why, above. 1>&2
  exit /b 2
)
popd
type nul > "%KATA_TARGET%\kata.built"
set "KATA_STALE="
goto run
