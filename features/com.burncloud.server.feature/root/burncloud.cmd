@echo off
rem Starts BurnCloud in a JVM of Java 21 or newer; "burncloud --help" lists the commands. %BURNCLOUD_JAVA_OPTIONS% goes to the JVM.
setlocal EnableExtensions EnableDelayedExpansion
set "product=%~dp0"
set "product=%product:~0,-1%"
set "java="
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined java for /f "delims=" %%j in ('where java 2^>nul') do if not defined java call :consider "%%~dpj.."
if not defined java for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
	if not defined java for /d %%d in ("%%~r\*") do if not defined java call :consider "%%~d"
)
if not defined java (
	echo burncloud: Java 21 or newer is needed and was not found: set JAVA_HOME, or install one, such as "winget install EclipseAdoptium.Temurin.25.JRE" 1>&2
	exit /b 2
)
set "classpath="
for %%b in (com.burncloud.launcher com.burncloud.api org.eclipse.osgi picocli com.google.gson) do (
	for %%f in ("%product%\plugins\%%b_*.jar") do set "classpath=!classpath!%%~ff;"
)
:again
"%java%" -cp "%classpath%" "-Dburncloud.product=%product%" "-Dlogback.configurationFile=%product%\etc\logback.xml" ^
	"-Djava.util.logging.config.file=%product%\etc\logging.properties" -Djava.awt.headless=true ^
	-Xms32m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:G1PeriodicGCInterval=15000 -XX:+IgnoreUnrecognizedVMOptions -XX:+UseCompactObjectHeaders ^
	-XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED ^
	%BURNCLOUD_JAVA_OPTIONS% com.burncloud.launcher.internal.Main %*
if "%ERRORLEVEL%"=="75" goto again
exit /b %ERRORLEVEL%

:consider
if not exist "%~1\bin\java.exe" exit /b
for /f "tokens=3" %%v in ('""%~1\bin\java.exe" -version 2>&1 | findstr /c:" version ""') do (
	for /f "delims=.-+ " %%m in ("%%~v") do if %%m geq 21 set "java=%~1\bin\java.exe"
)
exit /b
